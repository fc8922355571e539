"""The words of everyday English: those that no name begins with, and those that are hardly ever a name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from callscribe.polish.function_words import FUNCTION_WORDS

SMALL_WORDS: Final = FUNCTION_WORDS["en"] | frozenset(
    """
    absolutely ahead ain't alone among anymore anyway anyways anywhere aside beneath besides beyond cant cause
    certainly correct currently cuz definitely despite didnt dont dr either erm especially etc everywhere exactly
    except finally further goodbye hey honestly hopefully how'd however id ill im inside instead isnt it'd ive kinda
    lemme ma'am maam madam mightn't missus mister mm mr mrs ms mustn't nearly neither nope nowhere obviously often
    once one's otherwise outside per possibly probably recently several shan't simply sir sometimes somewhere soon
    that'd that'll thats there'd there'll theres throughout together toward towards unfortunately unlike usually via
    wasnt welcome what'd what're whatever whats when's whenever wherever who'd who'll whoever yep youre yourselves yup
    """.split()
)
"""Function words, forms of address and the small words of conversation: no part of a name, though "Will" and "May" are
names where one is expected."""

ORDINARY_WORDS: Final = frozenset(
    """
    a.m ability able abroad absence accept access accident accord account accurate ache acknowledge act action active
    activity actor actual ad add addict addition address adjust admin admit adult advance advantage adventure advert
    advice advise afford afraid africa african afternoon age agency agent ago agree agreement ah aim air airline
    airport alarm album alcohol alert alive allergic allergy allow alphabet alternate alternative am amaze amazing
    amazon america american amount ample analysis ancient anger angle angry animal anime announce annoy annual answer
    anxiety anxious apart apartment apologise apologize apology app apparent appeal appear apple application apply
    appoint appointment appreciate approach appropriate approval approve apps apr arabic area argue argument arm army
    arrange arrangement arrest arrival arrive art article artist asia asian ask asleep aspect assess assign assist
    assistance assistant associate assume assure ate atm attach attack attempt attend attention attitude attorney
    attract audience audio aug august aunt australia australian authentic author authority authorize auto automatic
    available average avoid aw await awake aware awesome awful awkward aww babe baby backup backyard bad badge bag
    bake balance ball ballet banana band bang bank banker bar bargain base baseball basement basic basketball bat
    batch bath bathroom battery battle beach bean bear beard beat beautiful beauty become bed bedroom beef beer began
    begin begun behave behavior behaviour being belief believe bell belong belt bench benefit best bet better bicycle
    big bike bill bingo biology bird birth birthday bit bite bitter black blah blame blank bleed bless blind block
    blog blood blow blue board boat body boil bomb bone bonus book boom boot border bore born borrow boss bother
    bottle bottom bought bound bowl box boy boyfriend brain branch brand brave brazil bread break breakfast breath
    breathe bridge brief bright brilliant bring britain british bro broad broadband broke broken brother brought brown
    browser brush btw buck bucket buddy budget buffet bug build building built bull bump bunch bundle burger burn
    burst bus bush business busy butter button buy buyer buzz cab cabin cabinet cable cafe cake calculate calendar
    california call caller calling calm came camera camp campaign campus canada canadian cancel cancer candidate
    candle candy capable capacity capital captain capture car card cardholder care career careful carpet carrier carry
    cartoon case cash cast castle casual cat catch category caught ceiling celebrate cell cent center central centre
    century certain certificate chain chair challenge chamber champion chance change channel chapter character charge
    charger charity charm chart chase chat cheap cheat check checkout cheer cheese chef chemical chemistry cheque
    chess chest chicken chief child childhood children chill china chinese chip chocolate choice choose chore chose
    christmas church cigarette cinema circle circumstance citizen city civil claim class classic classical classmate
    clean clear clerk clever click client climate climb clinic clock close closet cloth clothes clothing cloud club
    clue coach coast coat code coffee coin cold collar colleague collect collection college color colour column
    combine come comedy comfort comfortable comic command comment commerce commercial commit common communicate
    communication community company compare compete competition complain complaint complete complex complicated
    computer concentrate concept concern concerning concert conclude condition conduct confident confirm confirmation
    conflict confuse connect connection conscious consent consider consistent constant construct consult consumer
    contact contain content contest context continue contract contractor contrast contribute control convenient
    conversation convert convince cook cookie cool cooperate copy core corn corner corporate cost costume cotton couch
    cough could've council count counter country county couple courage course court cousin cover covid cow crack craft
    crash crazy cream create creative creature credit crew cricket crime criminal crisis crisp critical cross crowd
    cruel cruise cry crystal cup cure curious currency current curry curse curve custom customer cut cute cycle dad
    daddy daily damage damn dance dang danger dare dark darling dash data database date daughter dawn day dead
    deadline deaf deal dealer dear death debate debit debt dec decade december decent decide decision deck declare
    decline decorate deduct deep defeat defect defend deficit define degree delay delete delicious deliver delivery
    demand democracy demon dentist deny depart department depend deposit depress depth deputy describe desert deserve
    design desire desk desktop desperate dessert destroy detail detect determine develop device devil diabetes
    diagnose dial dialect diamond dictionary die diet differ difference different difficult dig digit digital dinner
    dip direct direction director dirt dirty disability disabled disagree disappear disappoint disaster disc discard
    disconnect discount discover discuss disease disgust dish disk display dispute distance distant distribute
    district disturb divide divorce dizzy doctor document dog doll dollar domain domestic door dorm dot double doubt
    dough download downtown dozen draft drag dragon drama draw drawer dream dress drew drink drive driven driver drop
    drove drown drug drum drunk dry duck dude due duh dull dumb dump duplicate dust duty dvd eager ear earl early earn
    earth ease east eastern easy eat eaten economic economics economy edge edit edition editor educate education
    effect effective efficient effort egg eight eighteen eighth eighty elder elect election electric electrical
    electricity electronic elementary elevator eleven eleventh eligible email embarrass emergency emotion emotional
    empire employ employee employer employment empty enable encounter encourage end enemy energy engage engine
    engineer engineering england english enjoy enormous enquire enquiry ensure enter enterprise entertain entire
    entitle entrance entry envelope environment equal equipment era error escape essay essential establish estate
    estimate europe european evaluate eve evening event eventual everyday everyone's evidence evil exact exam examine
    example excellent exchange excite excuse executive exercise exhaust exist exit expand expect expense expensive
    experience experiment expert expire explain explore export express extend extension extent extra extreme eye
    fabric face facebook facility fact factor factory fail failure fair faith fake fall false fame familiar family
    famous fan fancy fantastic fantasy far fare farm farmer fascinate fashion fast fat fate father fault favor
    favorite favour favourite fax fear feature feb february fed federal fee feed feedback feel feet fell fellow felt
    female fence fetch fever fiber fiction field fifteen fifteenth fifth fifty fight figure file fill film filter
    final finance financial find fine finger finish fire firm first fish fit fitness five fix flag flash flat flavor
    flaw flesh flew flexible flight flip float flood floor flow flower flu fluent fly focus fold folk folks follow
    food fool foot football forbid force foreign forest forever forget forgive forgot forgotten fork form formal
    format former fortunate fortune forty forward fought found foundation founder four fourteen fourteenth fourth fox
    frame france frank fraud free freedom freelance freeze french frequent fresh friday fridge friend friendly
    friendship front frozen fruit frustrate fuel fulfill full fun function fund funny fur furniture future gain galaxy
    gallery game gang gap garage garbage garden gas gate gather gave gay gear gee gene general generate generation
    generous genius genre gentle gentleman gentlemen genuine german germany get getting ghost giant gift gigabit
    gigabyte gigabytes girl girlfriend give given glad glass global glove go goal god going gold golden golf golly
    gone good google gorgeous gosh got gotten government governor grab grace grade gradual graduate grain grammar
    grand grandfather grandma grandmother grandpa grandparent grant grass grateful gray great greece greed greek green
    greet grew grey grill grocery gross ground group grow grown growth guarantee guard guess guest guidance guide
    guilt guilty guitar gun guy guys gym ha habit hack haha hahaha hair half hall hand handle handy hang hangout
    happen happy harbor harbour hard hardware harm harmony harsh hat hate having head headache headphone heal health
    healthy hear heard heart heat heaven heavy held helicopter hell help helpful hence hero hes hesitate hidden hide
    high highlight highway hike hill hint hip hire history hit hmmm hobby hockey hold holder hole holiday hollywood
    holy home homework honest honey honor honour hook hooray hop hope horrible horror horse hospital host hot hotel
    hour house household housing hows hug huge human humor humour hundred hung hungry hunt hurry hurt husband hybrid
    ice idea ideal identify identity idiot ignore illegal illness image imagine immediate immigrant impact implement
    important impossible impress improve inbox inch incident include income incorrect increase incredible independent
    india indian indicate individual indoor industry influence inform information ingredient initial injure injury ink
    inlaw inlaws inner innocent input inquiry insane insect insist inspect inspire install instance instant instead
    institute instruct instrument insurance insure intelligent intend intense interact interest interesting internal
    international internet interrupt interview introduce introvert invent invest investigate investment invite invoice
    involve ireland irish iron island israel issue italian italy item jack jacket jail jan january japan japanese jar
    jazz jean jeans jeez jersey jet jewel jewelry job jog join joint joke journal journey joy judge juice jul july
    jump jun june jungle junior junk jury justice keen keep kept key keyboard kick kid kiddo kill kilo kilowatt
    kilowatts kind king kiss kit kitchen knee knew knife knock know knowledge known korea korean lab label labor lack
    ladder ladies lady laid lake lamp land landlord landscape lane language laptop large laser last late latest latter
    laugh launch laundry law lawn lawyer lay layer lazy lead leader leaf league leak lean learn lease leather leave
    lecture led left leg legal legend lemon lend length lens lesson letter level liable liar library licence license
    lie life lift light limit line link lion lip liquid list listen liter literally literature little live liver
    living load loan lobby local location lock log logic login lol london lonely long look looking loose lord lose
    loss lost loud lounge love lovely low lower loyal luck lucky luggage lunch lung luxury machine mad made madness
    mafia magazine magic mail main mainly maintain maintenance major make male mall man manage management manager
    manga manner manual map mar march mark market marketing marriage married marry marvel mask mass massive master
    match mate material math maths matter max maximum may meal mean meant meanwhile measure meat mechanic mechanical
    media medical medication medicine medium meet meeting megabit megabits meh melt member membership memory men
    mental mention menu merchandise merchant mercy merely merge merry mess message messenger messy met metal meter
    method mexican mexico middle midnight midterm mild mile miles military milk mill million mind mini minimum
    minister minor minute mirror miserable miss missed mission mistake mix mobile mode model modem moderate modern
    modest mom moment monday money monitor monkey monster month monthly mood moon moral morning mortgage mother motion
    motivate motor motorcycle mountain mouse mouth move movie mum murder muscle museum music musical musician mute
    mystery myth nail name narrow nasty nation national native natural nature naughty navy neck need negative neighbor
    neighborhood neighbour nephew nerve nervous nest net network neutral new news newspaper next nice nickname niece
    night nightmare nine nineteen ninety ninth nobody's noise noisy nominee noon normal north northern nose note
    notebook nothing notice notify nov novel november nuclear number numerous nurse nut obey object obligation observe
    obtain obvious occasion occupy occur ocean oct october odd offer office officer official offline oil old older
    olive omg ongoing online ooh oops open opening opera operate operation operator opinion opponent opportunity
    oppose opposite optical option optional orange order ordinary organic organization organize origin original ours
    outage outcome outdoor outfit outlet output outstanding oven overall overcome overdraft overdue overnight overseas
    owe owner p.m pace pacific pack package packet page paid pain painful paint pair pal palace pale pan panel panic
    pants paper paperwork paradise paragraph parcel pardon parent park part partial participate particular partner
    partnership party pass passenger passion passport password past pasta paste patch path patience patient pattern
    pause pay payment payroll peace peak pearl pen pencil penny pension people pepper percent perfect perform period
    permanent permission permit person personal personality perspective pet phase philosophy phone photo photograph
    phrase physical physician physics piano pick picnic picture pie piece pile pill pillow pilot pin pink pipe pissed
    pitch pizza place plain plan plane planet plant plastic plate platform play player pleasant pleased pleasure
    plenty plot plug plumber plus pm pocket podcast poem poet poetry point poison pokemon police policy polite
    political politics poll pollution pool poor pop popcorn popular population pork portal portion position positive
    possess possibility possible post postal postcode poster pot potato potential pound pour poverty powder power
    powerful practical practice praise pray prayer precious precise predict prefer pregnant premium prepaid prepare
    prescription presence present president press pressure pretend pretty prevent preview previous price pride priest
    primary prince princess print printer priority prison private privilege prize pro problem procedure proceed
    process processor produce product profession professional professor profile profit program programme progress
    project promise promo promote promotion prompt pronounce proof proper property propose protect protection proud
    prove provide provider province psychology pub public publish puerto pull pump punch punish pupil puppy purchase
    pure purpose push put puzzle qualify quality quantity quarantine quarter queen query question queue quick quiet
    quit quiz quota quote rabbit race racing rack radio rage rail rain raise ran random rang range rank rap rape rapid
    rare rate ratio raw ray reach react read reader ready real realise realistic reality realize reason reasonable
    recall receipt receive recent reception recipe recipient recognize recommend record recover recycle red reduce
    refer reference reflect refresh refrigerator refund refuse regard regarding region register registration regret
    regular regulation reject relate relation relationship relative relax release relevant reliable relief religion
    religious rely remain remark remember remind remote remove renew rent repair repeat replace replacement reply
    report represent representative request require rescue research reservation reserve reset resident resolve resort
    resource respect respond response responsible rest restart restaurant restore restrict result resume retail retire
    return reveal revenue reverse review revolution reward rice rich rid ride ridiculous ring rip rise risk river road
    roast rob robot rock role roll romance romantic roof room roommate root rope rose rough round route router routine
    row royal rubbish rude ruin rule run rural rush russia russian rusty sad safe safety said sail sake salad salary
    sale sales salt sample sand sandwich sandy sang sat satellite satisfy saturday sauce save saw say scale scam scan
    scandal scare scary scene schedule scheme scholar school science scientific scientist scope score scratch scream
    screen script sea seal search season seat second secret secretary section sector secure security see seed seek
    seem seen select self sell semester senate send senior sense sensitive sent sentence sep separate sept september
    series serious seriously serve server service session set setting settle settlement setup seven seventeen seventh
    seventy severe sex sexual shade shadow shake shall shame shape share shark sharp she shed sheet shelf shell
    shelter shes shift shine ship shipment shirt shit shock shoe shoot shop shopper short shot should've shoulder
    shout show shower shown shut shy sibling sick side sight sign signal signature significant silence silent silly
    silver similar simple sin sing singer single sink sister sit site situation six sixteen sixth sixty size skill
    skin skip skirt sky slang slave sleep sleepy slept slice slide slight slip slot slow small smart smell smile smoke
    smooth snack snake snap snow soap soccer social society sock soda sofa soft software soil sold soldier solid solo
    solution solve son song sophomore sort soul sound soup source south southern space spain spam span spanish spare
    speak speaker speaking special specialist specific spectrum speech speed spell spend spent spicy spider spirit
    spite split spoil spoke spoken sponsor sport spot spread spring square stable staff stage stair stamp stand
    standard star stare start starter startup state statement station statistics stats status stay steak steal steam
    steel step stick sticker stock stomach stone stood stop storage store storm story straight strange stranger
    strategy stream street strength stress stretch strict strike string strip stroke strong structure struggle stuck
    student studio study stuff stupid style subject submit subscribe subscription substance subtle suburb succeed
    success successful suck sudden suffer sugar suggest suggestion suit suitcase suite sum summary summer sun sunday
    sunny super superior supermarket supervisor supply support suppose supreme surface surgery surprise surround
    survey survive suspect suspend swear sweat sweet sweetie swim swing switch symbol symptom syndrome system tab
    table tablet tail take taken talent talk tall tank tap tape target task taste taught tax taxi tea teach teacher
    team tear tech technical technician technique technology ted teen teenager teeth telephone television tell temper
    temperature temporary ten tend tennis tension tenth term terms terrible test texas text thai thailand thank
    thankful theater theatre theme theory therapist therapy thick thief thin think third thirteen thirteenth thirtieth
    thirty thought thousand thread threat three threw throat throw thunder thursday ticket tie tiger tight tile time
    tiny tip tire tired title toast tobacco today toddler toe toilet token told tomato tomorrow ton tone tongue
    tonight took tool tooth top topic total touch tough tour tourist tournament towel tower town toy trace track trade
    tradition traditional traffic tragedy trailer train trainer transaction transfer transform transit translate
    translation transport trap trash travel treasure treat treatment tree trend trial trick trip triple trouble truck
    true trust truth try trying tube tuesday tuition tune tunnel turkey turn turtle tutor tv twelfth twelve twentieth
    twenty twice twin twist twitter two type typical ugh ugly ultimate umbrella unable uncle understand understood
    unfair unhappy uniform union unique unit united universal universe university unknown unlimited unlock unsubscribe
    unusual upcoming update upgrade upload upper upset upstairs urban urgent usa usage use useful useless user usual
    utility vacation vaccine vacuum valid valley valuable value van variety various vast vegan vegetable vehicle
    vendor verify version versus veteran viable victim video view village violence violent virtual virus visa visible
    vision visit visitor vital vitamin vocabulary voice voicemail void volleyball volume volunteer vote voucher voyage
    wage wait waiter waiting wake walk wall wallet wander want war ward warehouse warm warn warranty warrior wash
    waste watch water wave way weak wealth weapon wear weather web website wedding wednesday weed week weekday weekend
    weekly weight weird welfare went west western wet whale wheel white whoa whoops wide widow wife wifi wild willing
    win wind window wine wing winner winter wipe wire wireless wise wish woke woman women won wonder wonderful wood
    wooden word wore work worker workout world worried worry worse worst worth wow wrap wrist write writer written
    wrong wrote ya yard yay yea year yellow yen yesterday yikes yoga young youth youtube yummy zero zip zone zoo
    """.split()
)

_ENDINGS: Final = (
    ("'s", ""), ("’s", ""), ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("d", ""), ("ied", "y"),
    ("ing", ""), ("ing", "e"), ("ly", ""), ("ily", "y"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e"),
    ("y", ""), ("ness", ""), ("ful", ""), ("less", ""), ("ment", ""), ("n't", ""), ("'ll", ""), ("'re", ""),
    ("'d", ""), ("'ve", ""),
)  # fmt: skip
_PREFIXES: Final = ("un", "re", "dis", "mis", "over", "non", "pre")
_SUFFIXES: Final = (
    "ed", "ly", "ing",
    "tion", "sion", "tions", "sions", "ology", "ologist", "ability", "ibility", "tional", "tionally", "fully", "ously",
    "ously", "edly", "ingly", "ably", "ibly", "ally", "ically", "nesses", "lessly", "ments", "graphy", "ational",
    "ious", "eous", "uous", "able", "ible", "ative", "itive", "ictive", "uctive", "istic", "ishing", "ating", "izing",
    "ising", "ifying", "ated", "ized", "ised", "ified", "ism", "ography", "aholic", "wise", "body",
    "thing", "where", "phobic", "phone", "phones", "web", "ware", "line", "self", "selves",
)  # fmt: skip


_NAMES_BUILT_LIKE_WORDS: Final = frozenset(
    """
    channing connelly connolly cushing donnelly dowling fleming harding keating kennelly kimberly kingsley manning
    mcnally mohamed mohammed muhammed nally pickering reilly saeed sterling waheed waring whiting wilding
    """.split()
)
_EXCLAIMED: Final = re.compile(r"(.)\1\1|^(ha|he|hi|ho|lo|a?ha)+h?$|^[aeou]+[hm]+$|^h+m+$")
"""Laughter and drawled sounds: "haha", "ooooh", "uhhh"."""


@lru_cache(maxsize=65536)
def is_ordinary_word(token: str) -> bool:
    """Whether people use the word for other things than a name: it or its stem is common, or it is built like one.

    Args:
        token: In lower case, without punctuation around it.
    """
    if token in SMALL_WORDS or token in ORDINARY_WORDS:
        return True
    if token in _NAMES_BUILT_LIKE_WORDS:
        return False
    if len(token) >= 6 and token.endswith(_SUFFIXES):
        return True
    if _EXCLAIMED.search(token):
        return True
    return any(stem in ORDINARY_WORDS or stem in SMALL_WORDS for stem in _stems(token))


def _stems(token: str) -> list[str]:
    stems = []
    for ending, instead in _ENDINGS:
        if token.endswith(ending):
            stem = token[: -len(ending)] + instead
            if len(stem) >= 3:
                stems.append(stem)
                # "stopped", "planning"
                if ending in ("ed", "ing", "er") and not instead and len(stem) > 3 and stem[-1] == stem[-2]:
                    stems.append(stem[:-1])
    for prefix in _PREFIXES:
        if token.startswith(prefix) and len(token) - len(prefix) >= 4:
            rest = token[len(prefix) :]
            stems += [rest, *(rest[: -len(ending)] for ending in ("ed", "ing", "s") if rest.endswith(ending))]
    return stems
