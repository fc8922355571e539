"""Firms, products, medicines, places and feasts that calls are about: written with a capital, and no people."""

from __future__ import annotations

from typing import Final

PROPER_NOUNS: Final = frozenset(
    """
    acme adderall advil aetna afghanistan airbnb airpod airpods airtag alabama alaska albania albany albuquerque
    albuterol aldi aleve alexa alexas algeria alibaba allstate altima amarillo ambien amex amlodipine amoxicillin
    amsterdam anaheim anchorage android angeles ankara annapolis antarctica anthem appalachia argentina argos
    arizona arkansas armenia aruba asda asos aspirin asus athens atlanta atlantic atorvastatin auckland audi
    austria azerbaijan azithromycin bahamas bahrain bakersfield bali baltimore bangalore bangkok bangladesh baptist
    barcelona barclaycard barclays basra baton beirut belfast belgium belize benadryl bengali berlin bermuda
    bestbuy bing birmingham bitcoin bixby blackberry bluetooth bmw boise bolivia bombay bordeaux bosch bose boston
    boulder bradenton brazilian brighton brisbane bristol bronx brussels bucharest budapest buddhist buffalo buick
    bulgaria bupa burbank burberry burma cadillac cairns cairo calais calcutta calgary camaro cambodia camry cancun
    canon canterbury cantonese capcom capterra cardiff caribbean carvana catholic chennai chevrolet chevron chevy
    chewy cheyenne chicago chile chinatown chipotle chrome chromebook chromecast chrysler cialis cigna cincinnati
    cipro cisco citi citibank citigroup citrix civic claritin clorox coinbase cologne colombia colorado columbia
    columbus comcast compaq compton connecticut contoso copay copenhagen cornwall corolla corona coronavirus corpus
    cortana corvette costco coursera craigslist crestor croatia crocs cuba cymbalta cyprus czech dakar damascus
    dasani datsun debenhams delhi deliveroo dell deloitte denmark denver detroit dhaka dhl disney diwali docusign
    doha dominican doordash dropbox dubai dublin ducati duluth dundee dunkin duolingo durango durban dusseldorf
    dyson ebay ecommerce ecuador edeka edinburgh egypt egyptian eid elantra eliquis equifax ericsson esurance
    ethernet ethiopia ethiopian etrade etsy evangelical excel expedia experian exxon facetime fannie fargo farsi
    fedex fentanyl ferrari fiat fidelity fiji filipino finland firefox firestick fitbit fiverr flagstaff flickr
    flonase florida frankfurt fresno frigidaire frontier fujifilm fujitsu gabapentin garmin gatorade geico geneva
    ghana gibraltar gif gillette glasgow glendale gmail godaddy goodyear gopro greenland greensboro greggs groupon
    grubhub guadalajara guam guatemala gucci gujarati guyana haiti halfords halifax halloween hamburg hanoi
    hanukkah harlem hartford hausa havana hawaii hawaiian hdmi heathrow heineken heinz helsinki hermes hewlett
    hilton hindi hindu hisense hispanic hoboken honda honduras honolulu hotmail hotpoint houston hsbc html http
    https huawei hubspot hulu humalog humana humira hummer hungary hyatt hyderabad hydrocodone hyundai ibm
    ibuprofen iceland icloud idaho igbo ikea illinois imac imessage imodium imovie indiana indianapolis indonesia
    infiniti inglewood instacart instagram insulin intel intuit ios iowa ipad ipads islam islamabad islamic israeli
    istanbul itunes jaguar jakarta jamaica jamaican januvia jeep jerusalem jesuit jetblue jetta jewish jira
    johannesburg jpeg juneteenth kabul kaiser kansas karachi kathmandu kawasaki kazakhstan kellogg kenmore kentucky
    kenyan keurig keynote keytruda kia kiev kindle kirkland klarna knoxville kodak kohl's kohls kolkata kosovo
    kraft kroger kuwait kwanzaa kyiv kyoto lagos lahore lamborghini lantus laos laredo lasix latvia lebanon leeds
    lego leicester lenovo lent levis levothyroxine lexapro lexmark liberia libya lidl linkedin linksys linux
    lipitor lisbon lisinopril lithuania liverpool lloyds logitech logmein losartan louisiana louisville lowe's lte
    lubbock lufthansa lululemon lutheran luxembourg lyft lyrica macau macbook macedonia macos macy's macys
    madagascar madrid mailchimp maine malaysia maldives malibu malta manchester mandarin manhattan manila marathi
    mardi marrakech marriott maryland massachusetts mastercard mattel maui maytag mazda mcafee mcdonald's mcdonalds
    medicaid medicare melbourne memphis mercari mercedes-benz metformin methodist metlife metoprolol miami michigan
    microsoft midwest milwaukee minneapolis minnesota mississippi missouri mitsubishi modesto moldova monaco
    mongolia montana montreal monzo mormon moroccan morocco morrisons moscow motorola motrin mounjaro mozambique
    mozilla mucinex mumbai munich muslim mustang myanmar myspace nairobi naples naproxen nasacort nasdaq nashville
    nationwide natwest nebraska nepal nescafe nespresso nestle netflix netgear netherlands netsuite nevada newark
    newcastle newport nexium niagara nicaragua nigeria nigerian nightstand nike nikon nintendo nissan nokia norfolk
    northwind norton norway norwegian nottingham novolog nvidia nyquil oakland ocado office365 ohio oklahoma
    olympus omaha omeprazole onedrive onenote oneplus ontario oppo oracle oregon osaka oslo ottawa outlook oxford
    ozempic pakistan pakistani palestine pampers panama panasonic paracetamol paraguay paramount pasadena passat
    passover patreon paxlovid paypal pdf peloton pennsylvania pentecost pepsi pepto percocet perth peru peruvian
    petsmart peugeot pfizer philadelphia philippines philips phoenix photoshop pinterest pittsburgh pixel plano
    plavix plymouth poland pontiac porsche portland portsmouth portugal portuguese powerpoint prague prednisone
    presbyterian prilosec primark pringles prius progressive propranolol protestant providence prozac pune punjab
    punjabi pyrex qantas qatar qualcomm quebec queensland quickbooks quicken raleigh ramada ramadan reddit renault
    revolut richmond riverside riyadh robinhood robitussin roblox rochester roku romania rome roomba rover rwanda
    ryanair saab sacramento safari safeway sainsbury's sainsburys salem salesforce salzburg samoa samsung samsungs
    santander santorini sarasota saskatchewan saudi scandinavia scotland scottish scottsdale scranton seattle seiko
    senegal sentra seoul sephora serbia servicenow shanghai sharepoint sheffield shein shenzhen shopify shreveport
    siberia siemens sikh silverado simvastatin singapore singulair siri sirius skoda skype skyscanner slack
    slovakia slovenia snapchat somali somalia sonata sonicwall sonos southampton splunk spokane spotify springfield
    sprint squarespace ssid stamford starbucks starlink stockholm stockton stripe subaru sudan sunnyvale suriname
    surrey suzuki swahili swansea sweden swedish swiffer swiss switzerland symantec synthroid syracuse syria
    tableau tacoma tagalog tahiti tahoe taipei taiwan tallahassee tamiflu tamil tampa tanzania tehran telugu tempe
    tennessee tesco tesco's tesla teslas texaco texan thinkpad tibet tijuana tiktok tinder tokyo toledo topeka
    toronto toshiba toyota trello trenton trivago truecar tucson tulsa tumblr tundra tunisia turkish twilio twitch
    tylenol uber ubuntu uganda ukraine ukrainian ulta unicef unilever unix urdu uruguay usb usps utah uzbekistan
    valentine's valium vancouver vanguard vauxhall vegas venezuela venice venmo verizon vermont viagra vicodin
    vienna vietnam vietnamese vimeo vizio vodafone volkswagen volvo vonage vpn waitrose wal wales walgreen's
    walgreens walmart warsaw washington waterloo wayfair waymo wechat wegovy welsh wendy's whatsapp whirlpool
    wichita wikipedia wilmington windex winnipeg winzip wisconsin wix wlan woolworths worcester wordpress wpa xanax
    xarelto xbox xerox xfinity xiaomi yahoo yamaha yelp yemen yonkers yorkshire yoruba yosemite yugoslavia zambia
    zantac zanzibar zappos zelle zendesk zillow zimbabwe zofran zoloft zoom zulu zurich zyrtec
    """.split()
)
"""Without those that are everyday words ("apple", "target") and those that are people's names as often ("chase")."""
