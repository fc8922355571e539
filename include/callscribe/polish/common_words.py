"""Everyday English, so that no step takes a word that everybody knows for a name it has never heard.

The words of everyday conversations and of calls to companies, put together by hand; a list by frequency from a large
corpus would be longer and hold the names that are looked for ("Zoom", "Oracle").
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_BASES: Final = frozenset(
    """
    a able about above absolutely accept access accident accidentally accommodate accord account accountant accurate
    acre across act action activate active activity actor actual actually adapter add addition additional address adjust
    admin adult advance advantage advice advise afford afraid after afternoon afterwards again against age agency agent
    ago agree agreement ahead air airline airport aisle alarm album alert all allergy alley allow almost alone along
    already alright also alternative although aluminum always am amazing ambulance amount amp an anchor and angel angle
    angry animal ankle announce annoy annual another answer antenna any anybody anymore anyone anything anyway anywhere
    apart apartment apologize apology app apparently appeal appear apple application apply appointment appreciate
    approach appropriate approve approximately april apron aquarium arch are area arena argue arm around arrange arrive
    arrow article as ash ask asleep aspect asset assign assist assistance assistant associate assume assure astronomy at
    athlete attach attack attempt attend attention attic audio august aunt authority authorize auto automatic
    automatically available average avoid aware away awful baby back background backup bacon bacteria bad badge bag bake
    balance balcony ball balloon bamboo banana band bandage bank bar barbecue barber bark barn barrel base basement
    basic basically basil basis basket bath bathroom battery be beach bean bear beard beat beautiful because become bed
    bedroom bee beef been beer before begin behind being believe bell belong below belt bench benefit berry beside best
    better between beyond big bike bill billion bird birth birthday bit bite black blame blank blanket blind blink
    blizzard block blonde blood blouse blow blue board boat body bold bone bonus book bookshelf boot border born borrow
    boss both bother bottle bottom bought bounce bowl box boy bracket brake branch brand brass bread break breakfast
    breath breeze brick bride bridge brief bright bring broke broken broker broom brother brought brown browser brush
    bubble bucket budget buffet bug build building bulb bull bullet bumper bunch burn bus bush business busy but butter
    button buy by bye cabin cabinet cable cake calcium calendar call calm came camel camera camp can canal cancel candle
    cannot canvas canyon cap capacity car carbon card cardboard care career careful carefully carpet carrier carrot
    carry cart cartoon case cash castle cat catch cause cave ceiling cell cellar cent center central century ceramic
    cereal certain certainly certificate chain chair challenge chance change channel chapel chapter character charge
    charger chart chat cheap check cheek cheer cheese chef cherry chest chicken child children chin chip chocolate
    choice choir choose chop church cider cigarette cinnamon circle city claim clap class classic clay clean clear
    clearly click client cliff climb clinic clock close closed clothes cloud clown club clue coal coast coat cobalt
    cocoa coconut code coffee coin cold collar collect college color column comb combine come comet comfortable comment
    commission commit committee common communicate communication community company compare compass compete complain
    complaint complete completely complex compliant complicated composer computer concern concert concrete condition
    cone conference confident confirm confirmation confuse connect connection consider consist constant consult contact
    contain container content continue contract control convenient conversation convert cook cool copper copy coral cord
    cork corn corner correct correctly cost cotton couch cough could count counter country couple coupon course court
    cousin cover coverage cow coward crab crack crane crash crayon crazy cream create credit creek crew cross crowd
    crown cruise cry crystal cube cucumber cup cupboard curb curl current currently curtain curve cushion custom
    customer cut cycle daily dairy dam damage dance danger dangerous dark data database date daughter dawn day dead deal
    dealer dear death debt december decide decision deck declare decline deduct deep deer default defect definitely
    degree delay delete delicious deliver delivery demand den denim dental dentist deny department depend deposit
    describe desert deserve design desk despite detail determine develop device diamond diaper dice did die diesel diet
    differ difference different difficult dig digit digital dinner dinosaur direct direction directly dirt dirty
    disability disappear disappoint disconnect discount discover discuss disease dish display dispute distance district
    ditch dive do doctor document does dog dollar dolphin done donkey door dose double doubt dough down download draft
    drag dragon drain draw drawer drawing dream dress drill drink drive driver drop drug drum dry duck due dumb dump
    during dust duty each eagle ear earlier early earn earring earth earthquake ease easily east easy eat eclipse
    economy edge edit education eel effect effective effort egg eight eighteen eighth eighty either elbow electric
    electricity electronic elegant elephant elevator eleven elk else elsewhere email emerald emergency employee employer
    empty enable end energy engine engineer english engraving enjoy enough enroll ensure enter entire entirely entrance
    entry envelope episode equal equipment equity eraser error especially establish estimate even evening event
    eventually ever every everybody everyone everything everywhere evil exact exactly example excellent except exchange
    excited excuse exercise exist expect expense expensive experience expert expire explain explanation express extend
    extension extra extremely eye fabric face fact factor factory fail failure fair fairly fairy faith falcon fall false
    familiar family famous fan far farm farmer fast fat father faucet fault favor favorite fax fear feather feature
    february fee feed feedback feel feet fell felt fence festival fever few fiber fiction field fifteen fifth fifty fig
    fight figure file fill film final finally financial finch find fine finger finish fire fireplace firm first fish
    fist fit five fix flag flame flare flash flat flavor fleece flesh flight float flood floor flour flow flower flu
    flute fly foam focus fog foil fold follow food foot for force forecast forehead foreign forest forget forgot
    forgotten fork forklift form formal former forth fortunately forty forward fossil found fountain four fourteen
    fourth fox frame fraud free freeze freezer frequent fresh friday fridge friend friendly frog from front frozen fruit
    frustrate fuel full fully fun function fund funny fur furnace furniture further fuse future galaxy gallery gallon
    game garage garbage garden garlic gas gate gather gave gear gem general generally genius gentleman get ghost giant
    gift ginger girl give given glacier glad glass glove glue go goal goat god gold golf gone good goose got government
    gown grab grade grain grand grandma grandmother grant grape graph grass grave gravel gravity grease great green grey
    grill grip grocery ground group grow growth guarantee guard guess guest guide guitar gum gun guy gym had hail hair
    half hall ham hammer hamster hand handkerchief handle hang happen happy harbor hard hardly hardware harp harvest has
    hat hate have hawk hay he head health hear heard heart heat heater heavy hedge heel held helicopter hello helmet
    help hen her herb here hero hers herself hey hi hidden high highly hill him himself hinge hip hire his history hit
    hold hole holiday home honest honestly honey hood hook hope horn horse hose hospital host hot hotel hotspot hound
    hour house how however huge human humid hummus hundred hung hungry hunt hurry hurt husband hut i ice idea identify
    if igloo ignore ill imagine immediate immediately impact important impossible improve in inch include income
    increase incredible indeed independent individual industry infection influence inform information inherit initial
    ink insect inside inspect install instance instant instead instruction insulation insurance insure intend interest
    internal internet interview into introduce investigate invite invoice involve iron irritate is island issue it item
    its itself ivory ivy jacket january jar jaw jazz jeans jelly jewel jewelry job join joke judge juice july jump june
    jungle junk jury just justify kangaroo keep kept kernel ketchup kettle key kick kid kidney kill kind king kit
    kitchen kite kiwi knee knew knife knight knit knob knock knot know knowledge label lack ladder ladle lady lake lamb
    lamp land lane language lantern laptop large last late later latest laugh laundry lava law lawn lawyer lay layer
    lead leader leaf leak lean learn lease least leather leave ledger left leg legal lemon lemonade length lens leopard
    less let letter lettuce level lever liability library license lid lie life lift light like likely lime limit line
    liner link lion lip lipstick liquid list listen literally little live liver lizard load loan lobby lobster local
    locate location lock locker log login lone long look loose lose loss lost lot lotion loud love lovely low luck lucky
    lump lunar lunch lung machine mad made magazine magnet mail main mainly maintain major make makeup male mall man
    manage management manager mango manor manual many map maple marble march margin mark market marriage marry mask mast
    master match material math matter mattress maximum may maybe mayor me meadow meal mean meant measure meat medical
    medication medicine meet melon melt member membership memory men mention menu mercury merge merger mermaid mess
    message met metal meter method microphone microwave middle midnight might mile milk mill million mind mine mineral
    minimum minor mint minute mirror miss missing missus mist mistake mister mix mobile mode model modem modern module
    mold mole mom moment monday money monitor monk monkey monster month monthly mood moon mop more morning mortgage moss
    most mostly motel moth mother motor motorcycle mountain mouse mouth move movie much mud muffin mug multiple muscle
    mushroom music must mustard mute my myself nail name napkin narrow nation national natural nature near nearly
    necessary neck need needle negative neighbor neighborhood neither nervous nest net network never new news next nice
    nicely nickel night nine nineteen ninety ninth no nobody noise none noon nor normal normally north nose not note
    nothing notice notify november now nowhere number nurse nut nylon oak oasis oat object obvious obviously occur ocean
    october odd of off offer office officer often oh oil okay old olive olympic on once one onion online only open opera
    operate operation operator opinion opportunity opposite option or orange orbit orchard order ordinary organ
    organization original ostrich other others otherwise otter ought our ours out outlet outside oval oven over
    overnight owl own owner ox oyster pack package paddle page paid pail pain paint pair palace palm pan pancake panel
    panic paper parade parcel park parrot part particular particularly partner party pass passenger passport password
    past pasta patch path patient patio pause paw pay payment payroll peach peanut pear pebble pedal pen penalty pencil
    pension people pepper per percent perfect perfectly perfume perhaps period permanent permission permit person
    personal personally pet pharmacist pharmacy pheasant phone photo physical piano pick pickle picture pie piece pig
    pigeon pill pillow pilot pin pine pipe pirate pistol pitch pizza place plan plane planet plank plant plaster plastic
    plate play player please plenty plow plug plum plumber plumbing plus pocket poem poet point poison polar pole police
    policy polite pond pony pool poor pop popcorn popular porch pork port position positive possible possibly post pot
    potato pottery pound pour powder power practice prayer prefer premium prepare prescription present press pressure
    pretty prevent previous previously price primary prime prince princess print printer prior prism prison private
    prize probably problem procedure process processor produce product production profession program progress project
    promise promote proof proper properly property protect proud prove provide provider public pudding puddle pull pulse
    pump pumpkin puppet puppy purchase purple purpose purse push put puzzle pyramid quality quantify quantity quarter
    quarterly queen quest question queue quick quickly quiet quilt quit quite quote rabbit raccoon radar radio radish
    raft rag rail rain rainbow raise raisin ran ranch random range rare raspberry rat rate rather razor reach react read
    ready real realize really rear reason reasonable receipt receive recent recently reception recharge recognize
    recommend record recover red reduce reef refer refill refrigerator refund refuse regard region register regular
    regularly reject relate relation release relief remain remember remind reminder remote remove renew rent repair
    repeat replace replacement reply report represent representative request require reschedule research reservation
    reserve reset resolve respect respond response responsible rest restart restaurant result retail return revenue
    review reward ribbon rice rich ride rifle right rim ring ripe rise river road robe robin robot rock rocket rod role
    roll roof room roost root rope rose rotten rough round route router row rubber ruby rug ruin rule run rush sad
    saddle safe safety sage said sail sailor saint salad salary sale salmon salon salt same sample sand sandal sandwich
    sat satellite satin satisfy saturday sauce saucepan saucer sausage save saw saxophone say scale scan scare scarf
    scent schedule school science scissors scooter score scout scratch screen screw scrub sculpture seal search season
    seat second secret section secure security see seed seem seen select self sell send senior sense sent separate
    september series serious seriously serve server service session set settle seven seventeen seventh seventy several
    shade shadow shake shall shame shampoo shape share shark sharp shave she shed sheep sheet shelf shell shelter
    shepherd shield shine ship shirt shiver shock shoe shoot shop shore short shot should shoulder shout shovel show
    shower shrimp shrub shut sick side sign signal signature silk silver similar simple simply since sing single sink
    sir siren sister sit site situation six sixteen sixth sixty size skate skeleton ski skill skin skip skirt skull
    skunk sky sled sleep sleeve slice slide slider slight slightly slip slipper slope slot slow slowly small smart smell
    smile smog smoke smooth snack snail snake sneeze snow so soap soccer social sock socket soda sofa soft software
    solar sold soldier solid solution solve some somebody somehow someone something sometimes somewhere son song soon
    sorry sort soul sound soup source south space spade spam spark sparrow speak speaker spear special specific
    specifically speed spell spend spent sphere spice spider spin spinach spine spoke spoken sponge spool spoon sport
    spot spray spread spreadsheet spring spruce square squash squeeze squid squirrel stable staff stage stain stair
    stall stamp stand standard star starch start state statement station statue status stay steak steal steam steel stem
    step stereo stew stick still sting stirrup stock stole stolen stomach stone stood stool stop storage store storm
    story stove straight strange straw strawberry stream street stress strike string stripe strong stuck student study
    stuff stump stupid style subject submarine submit subscribe subscription success successful such sudden suddenly
    suede sugar suggest suit suitcase sum summer sun sunday sunset supervisor supply support suppose surcharge sure surf
    surface surgery surprise survey suspend swamp swan sweater sweet swim switch sword syrup system table tablet tail
    tailor take taken talk tall tan tank tap tape tariff tart task taste tattoo tax taxi tea teach teacher team teapot
    tear technical technician technology teenager telephone telescope television tell temperature temporary ten tenant
    tend tennis tent tenth term terrace terrible test text than thank that the theater their them themselves then there
    therefore these they thick thief thigh thin thing think third thirteen thirty this thorn those though thought
    thousand thread threat three throat throne through throughout throw thumb thunder thursday ticket tie tiger tight
    tile till timber time tin tiny tip tire tired title to toad toast tobacco today toe tofu together toilet told tomato
    tomb tomorrow ton tone tongue tonight too took tool tooth top tornado tortoise total totally touch tough tour toward
    towards towel tower town toy track tractor trade traffic train training transaction transfer transport trap trash
    travel treasure treat treatment tree trial triangle trick trip trophy trouble trousers trout truck true truly
    trumpet trunk trust truth try tub tube tuesday tulip tuna tunnel turkey turn turtle tuxedo tv twelfth twelve twenty
    twice twig twin two type typical typically ugly ulcer um umbrella uncle under understand understood unfortunately
    uniform union unique unit university unless unlimited unlock until unusual up update upgrade upon upper upset
    upstairs us usage use useful user usual usually vacation vacuum valid valley value van vanilla various vary vase
    vault vegetable vehicle veil vein velvet vendor vent verify version very vest vet via victory video view village
    vine vinegar vinyl violet violin virus visa visit vitamin voice volcano volume vote vulture waffle wage wagon waist
    wait waiter walk wall wallet walnut want war warehouse warm warn warranty was wash wasp waste watch water wave wax
    way we weak weapon wear weasel weather web website wedding wednesday weed week weekend weekly weight weird welcome
    well went were west wet whale what whatever wheat wheel when whenever where whether which while whip whiskey whisper
    whistle white who whoever whole whom whose why wide wife wifi wild will win wind window wine wing winter wire
    wireless wish witch with within without woke wolf woman women won wonder wonderful wood wool word wore work worker
    workshop world worm worry worse worst worth would wound wow wreath wrench wrist write written wrong wrote yacht yard
    yarn yeah year yeast yellow yep yes yesterday yet yogurt you young your yours yourself youth zebra zero zinc zipper
    zone zoo
    """.split()
)

_CONTRACTED: Final = frozenset(
    """
    i'm i'll i'd i've you're you'll you'd you've he's he'll he'd she's she'll she'd it's it'll it'd we're we'll we'd
    we've they're they'll they'd they've that's that'll there's there'll here's what's who's where's when's how's let's
    isn't aren't wasn't weren't don't doesn't didn't can't couldn't won't wouldn't haven't hasn't hadn't shouldn't
    mustn't ain't o'clock ma'am gonna wanna gotta
    """.split()
)

_ENDINGS: Final = tuple(
    (ending, base)
    for ending, bases in (
        *(
            ("'s", ("",)),
            ("ies", ("y",)),
            ("ied", ("y",)),
            ("es", ("",)),
            ("s", ("",)),
            ("ed", ("", "e")),
            ("d", ("",)),
        ),
        *(("ing", ("", "e")), ("er", ("", "e")), ("est", ("", "e")), ("ly", ("",)), ("ily", ("y",)), ("ness", ("",))),
        *(
            ("ment", ("",)),
            ("ful", ("",)),
            ("less", ("",)),
            ("able", ("", "e")),
            ("ence", ("ent",)),
            ("ance", ("ant",)),
        ),
    )
    for base in bases
)


@lru_cache(maxsize=65536)
def is_common(token: str) -> bool:
    """Whether everybody knows the word, or the word it is a form of ("bricks", "trying").

    Args:
        token: Lower case, without punctuation.
    """
    if token in _BASES or token in _CONTRACTED:
        return True
    for ending, base in _ENDINGS:
        if token.endswith(ending):
            stem = token.removesuffix(ending) + base
            if stem in _BASES or (len(stem) > 2 and stem[-1] == stem[-2] and stem[:-1] in _BASES):
                return True
    return False
