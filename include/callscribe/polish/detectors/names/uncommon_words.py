"""Words of trades, health, food and leisure that are no names, beyond those of everyday English."""

from __future__ import annotations

from typing import Final

UNCOMMON_WORDS: Final = frozenset(
    """
    commemorative jeopardy juneteenth memorial memorials sabbath shabbat veterans veteran's
    aadhaar accordion adios adrenal affidavit airbag airbags airfare airstrip alimony aloha alternator alumni
    alzheimer's amiga amigo ampere amplifier anesthesia anesthetic anklet annuities annuity antibiotic antibiotics
    antihistamine antivirus antsy appendix apricot argh arigato arrears arthritis asparagus asthma asthmatic audit
    auditor auditors autopay avalanche avocado avocados backend backorder backpack backpacks badminton bagel bagels
    baguette baht bailiff bakery banjo barbershop barcode barcodes beagle beanie beehive bellhop beneficiaries
    beneficiary bereavement bibimbap biopsy bipolar biryani bistro bitte bladder blazer blender blenders blooper
    blueberry blunder bonjour bonkers bonsoir bookkeeper botox bourbon bowel bracelet bratwurst brewery brie
    briefcase brioche broccoli brokerage bronchitis brooch brownie brownies bruh brunch bubblewrap bulldog burrito
    burritos butcher cabernet cafeteria camcorder camshaft canoe cantaloupe cappuccino captcha carburetor
    carburettor cardamom cardigan carton cartons cartridge cashback casket catalytic catamaran cathedral catheter
    cauliflower caulk cedi cello cemetery centimeter centimeters centimetre centimetres champagne chandelier
    chapati chaplain chardonnay chargeback chargebacks chatbot checkbox cheddar chemo chemotherapy chickenpox
    chihuahua chimney chimneys chiropractor chisel cholesterol chutney ciao cilantro circuit circuits clams
    clarinet coax coaxial cockpit cockroach codec coinsurance collateral colonoscopy compost concierge consignee
    consignment copays coupe courier couriers courtesies courtesy cranberry crankshaft cranky crappy crate crates
    crematorium croissant crossword crowbar crutches cumin cupcake cupcakes cursor custody cyst dandy danke
    dashboard daycare deacon debacle deed deeds defendant deli delicatessen delinquent dementia demurrage depot
    depots detective detour diabetic dialtone dialysis diner dinghy dirham dirhams dishwasher dishwashers dividend
    dividends dizziness dongle dongles donut donuts dorky dory dosa dosage dosages doughnut doughnuts drapes
    drive-thru driveshaft drivethru driveway driveways drizzle drone drones dropdown dropship drywall duct duffel
    dumplings dunno duvet earbud earbuds earpiece eczema eek eggplant emoji emojis empanada empanadas enchilada
    enchiladas endoscopy epilepsy escrow esim espresso euro euros expiry facial fafsa fajita fajitas falafel fella
    fellas felony fender fenders ferret fertility fertilizer feta fiasco fibre fibromyalgia fiduciary firefighter
    firefighters fireman firewall fiscal flipflops foreclosure forint fracture fractures franc francs fraternity
    freight freshman frontend funeral furlough futon gadget gadgets gallbladder gauze gazebo gearbox geeky geez
    gelato gimbal gimmick gizmo glovebox gnocchi goldfish goofy gracias granite granola gratuity grazie grocer
    grocers groggy grout grumpy guacamole guten gutter gutters gyro haddock hailstorm haircut hairdresser halftime
    halibut handbag hardwood harmonica hashtag hassle hatchback headrest headset heatsink hectare hepatitis hernia
    hiccup hiccups hitch hola hologram homeschool hoodie hoodies hornet hospice hostel hostels hub hubby hubcap
    hubcaps hubs humidity hungover hunky hurricane hvac hygienist iban iguana imam inhaler inhalers insomnia
    itineraries itinerary ivf jalapeno jetlag jittery jiujitsu joystick judo jumpstart juror jurors kale karaoke
    karate kayak kebab kerfuffle keypad khakis kilobyte kilobytes kilometer kilometers kilometre kilometres kimchi
    kindergarten kitten kittens kombucha krona kroner labrador lacrosse laminate landlines landslide lanyard
    lanyards lasagna latte lattes laundromat lawnmower layover layovers leggings lessee lessor levies lien liens
    linguine linoleum lira litre litres livestream loafers logout loony lousy loveseat lozenge lozenges lupus
    lychee mahalo mammogram mandolin manicure manifest marathon masala massage maternity matinee mayo mayonnaise
    mazel measles megabyte megabytes megawatt meme memes merci merlot midwife midwives migraine migraines mildew
    mileage milligram milligrams milliliter millimeter millimetres minibar minivan minivans miscarriage misdemeanor
    mishap miso mittens mocha mojito mortuary mosque mosquito mosquitoes motherboard motorhome motorway mower
    mozzarella mri muffler mulch multivitamin mumps mussels naan nachos nah naira namaste nausea nebulizer necklace
    nectarine nerdy nifty notary nuisance nun nursery nutmeg obituary obstetrician odometer ointment oof optician
    optometrist orchestra ordeal oregano orthodontist orthopedic ottoman ounce ounces ovaries ovary pacemaker
    paella pallet pallets pancreas paneer papaya paprika paralegal paramedic paramedics parish parkinson's parmesan
    parole parsley pastor pastries pastry payday payee payor peachy pediatrician pedicure pendant pepperoni pergola
    peso pesos pesticide phew pho physio physiotherapy pickup pilates pineapple plaintiff playlist playoffs pliers
    plug-in plugin plugins plywood pneumonia podiatrist polio pomegranate poodle popup popups possum postgrad
    postnatal postpaid pothole potholes prawns pregnancy prego prenatal prepay prequel pretzel pretzels probate
    probiotic projector prorate prosciutto prosecco prostate psoriasis psych quarterback quartz queasy quesadilla
    quinoa rabbi rabies radiator raincoat ramen rash rashes ravioli rebate rebates recital recliner recliners refi
    remittance retriever ricotta ringgit ringtone ringtones risotto riyal riyals roach rodent rodents roundabout
    roundtrip ruckus rugby runway rupee rupees saffron sailboat salaam salami salsa samosa sashimi sconce
    screenplay screwdriver seamstress sedan sedans seizure seizures selfie selfies senor senora septic sequel
    severance sewage sewer shalom shawarma shekel shenanigans sheriff's shillings shingle shingles shippers sinus
    sinuses sis slideshow smoothie smoothies snafu snazzy sneaker sneakers softball sorbet sorority sorta
    soundtrack sourdough spaghetti spiffy spigot spleen splint sprain sriracha stent steward stewardess stilettos
    stipend stopover stub stubborn stubs stylist stylus sublease sublet subpoena subwoofer sudoku sunroof
    supplement surgeon surgeons sushi sweatpants sweatshirt syllabus symphony synagogue syringe syringes tabby taco
    tacos taekwondo takeaway takeout tamper tandoori tangerine tapas tarmac tavern temple tempura tenure tequila
    terabyte terabytes teriyaki termite termites terrier tetanus thermostat thermostats throttle thunderstorm
    thyroid tikka tilapia tinnitus tipsy tizzy toll tolls tollway tonsil tonsils toolbar toolbox tortilla tortillas
    tote touchdown touchpad touchscreen towed trackpad transcript transcripts trellis triathlon trilogy tripod
    trombone trustee tsunami tumor tumour turbulence turmeric turnpike turtleneck ukulele ultrasound undergrad
    underwriter underwriters upcharge upholstery upsell username usernames usher ushers uterus valance
    valedictorian valet vertigo vinaigrette vlog vodka voila volts waiver waivers walkie wardrobe wardrobes wasabi
    wastage wattage watts webcam wheelchair whew widget widgets wildfire windscreen windshield winery wonton
    workflow wristband wristbands x-ray xray y'all yada yall zloty zucchini zumba
    admiral aib airdrop antihistamines apixaban apostille arona arrabbiata arvo astra ateca authenticator avanti
    aviva axa aye backdate bailiffs banh barangay berlingo bhaji bhuna bios bisoprolol bitdefender bitlocker blimey
    bogan bolognese bord breakdown bruschetta bungalow bungalows callback callbacks calzone captur carbonara
    cattery centrelink cetirizine chapatti cheerio chiropody chow citalopram citroen clearpay clio clutch cockapoo
    codeine codicil combi conservatory consulate corsa cotta crikey crore cuppa dachshund dart dashcam denture
    dentures diazepam divan dodgy dokey doorstep dopiaza dpd dunelm eastbound easyjet eir eircode esure eurostar
    evri executor extractor fabia faff flea fleas flexi fluoxetine fob fobs freehold gaffer gais garda gardai gcash
    gocompare gotcha gran granddad gwr halloumi headboard helpdesk hiya hob houmous hse ibiza iccid imax
    imei imps innit insignia intercom invisalign isa isas jalfrezi jitter juke karoq kaspersky katsu kennel kennels
    kodiaq korma kyc labradoodle lakh lakhs lasagne lass latency leasehold livechat lner loft loo loratadine
    lorries lorry luas maisonette malbec mam margherita megane mein mesh mfa micra microchip microfinance molar
    moneysupermarket morphine mot mygov naff nan neft neuter nin northbound okey ombudsman otp panda panna
    parcelforce paytm penicillin phlebotomy picanto pilau plasterboard podiatry poppadom poppadoms posh pouffe
    prednisolone pregabalin pug puttanesca qashqai quid railcard ramipril rego retainer righto rioja roofrack rtgs
    salbutamol samosas satnav schengen schnauzer screwfix semi servo settee sideboard skint smartmeter southbound
    spaniel spay sportage sprinter statin statins stopcock superdrug swinton switchboard tagliatelle taoiseach
    tarka tiguan tiramisu totp towbar tramadol tripadvisor trustpilot tsb tui tyre tyres ultrabook upi uswitch ute
    utes veneers vindaloo vito vivaro warfarin webchat wee westbound wickes wizz worktop yodel yubikey
    sweetheart darlin poppet hun hen guv bestie buddy dude muggy nippy parky burmese siamese
    """.split()
)
"""What calls are about and lists of common words lack; a longer list makes fewer ordinary words look like names."""
