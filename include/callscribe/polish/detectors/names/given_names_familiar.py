"""Given names of Britain, Ireland, the Americas and Europe that are less common, and pet names."""

from __future__ import annotations

from typing import Final

FAMILIAR_NAMES: Final = frozenset(
    """
    abbi abbie abdi abi abimbola abiola addie adeyemi aengus agata agatha aila ailbhe ailsa aislinn akeem akiva
    alannah alasdair aled alejo aleks alesha alfie algernon alicja alinafe alishba allegra altagracia alun alwyn
    alys amadeo amandeep amarjit ambrose amelie amrit anahita anaya andie andile andreea aneurin anika annalise
    anneka anneliese anouk ansel anselm anthea antonella antony antwan anzhelika aoibhe aoibheann aoibhinn apinya
    arash ardal ariadne arian arielle arjan arlo arno arvin arwel arwen aryeh ashanti ashlee ashleigh asif athena
    atticus augustus aurora aya ayaan ayanna ayelet ayo aysha azaria aziza azra babs bakari balazs balbir baldev
    balraj balwinder barney baz bea beatrix beck bedelia benji benny bertie bess bethan bettina beulah bev bex
    biljana bina birdie boglarka borja braden branka breda brenna brenton bridie brielle briony bronagh bronislaw
    bronwyn bryony busisiwe caelan cairbre caitlyn caitriona callie calum camilla campbell caoilfhionn caolan cara
    caris carlene carmel carmelo caspian cath cathal catrin catriona cayden ceri cerys chanda chantelle charis
    charmaine chas chaz chelsey cherie cheyanne chidinma chika chinonso chrissie chrissy ciaran clare claudette
    cleo clodagh colm cormac corrine cosima cosmin costas crispin csilla dagmar dahlia danni daragh darcey darcy
    daria dario davey davide dearbhla deb debs delroy demetra demetria denzel deon dermot derval des despina
    despoina dewi diarmaid dilnoza dilys dimitra dimitrios dinah dionne dmitry dominika donal dougal dougie dragos
    dudley dulcie eabha eamonn eartha ebenezer ebube eddy edie effie eibhlin eilidh eilis eira eirlys eithne ejike
    eldon elia elina eliot elisabeta elisabetta elissa eliza elizaveta elodie eloise elspeth emer emi emlyn emrys
    ena enda enid enrica enya ercan errol erzsebet esin esme essie eszter etta euan evie ewan ezgi faheem fanny
    farrah farzana fatoumata fatuma fay fearghal fenella feng ffion filip fin finbar finlay finley finn finnian
    fintan fionnuala fitz flavia flo florin florrie flossie fran francie franziska fraser frieda fudge funmi gabe
    gav gaynor gaz georgette georgiana georgie geraint geri gertie gillian glenys glyn glynis goldie gordy graeme
    greer griff griffith guinevere gulnara gurdeep gwenda gwendolen gwilym gwyn gyorgy hadley haleema hallie hamish
    hamzah hana harleen harley harminder harvinder hattie hayley heiko hester hetty hollie hortense hristina hughie
    huynh hyacinth iesha ieva ifan ignas ikram ildiko ilona immanuel inaya inigo ioan ioana iolo iona ionut irini
    isobel isolde istvan iveta ivor iwan izabela izzy jacek jacinda jacqui jadon jameel jamelia janette jania janos
    janusz jarek jarvis jasleen jasmina jaspal jayla jaylen jaylin jazmin jeb jemma jenni jessa jethro jevon jez
    jilly jinny jiri jolene jolyon jonny jordyn joss jovan judah jude juergen junaid juno kacey kadeem kaden kaia
    kaja kaleb kalina kallum kamila karly karyn kat katarina kath kaylin keeley keeva keira keri kev keyon khadijah
    kierra kiki kinga kingsley kirstie kirstin kitty kizzy klara klaudia konrad krish kristjan kristof kuba
    kulwinder kushal kwasi lajos lakeisha lakesha laoise laszla laszlo latonya lauryn lavinia leanna leanne leeanne
    leilani len leonora leszek lettie levon lewin lexi lexie leyla lianne lida liesl lilah lilia linette lise livia
    lleucu llew llinos louella louie lucian lucja ludmila ludovic lyndsey lynsey macarena maddy madge madonna maggi
    mahnoor maia maire mairi maisha maisy maite makenzie malika mamie mandla manjinder manjit manolis mansoor marci
    marcie marcin margo mariella marija marjan marko markus marla marnie martyn mateja mattie matty matyas maud
    maude mavis meg mehwish mel meltem merryn merve mervyn meryl mhairi micha michal mick mickey mieke mikey mirela
    mirza mo mollie montell montserrat morag morgana mostyn moustafa moya mthunzi muirne munir murdo myfanwy myles
    myriam nacho nahid nala naledi nandi nanette narinder nasreen natalka navjot nela nelida nelly nessa nev neve
    niamat nichola nicki nikesh nikolaos nilufar nima noeleen nomsa norris nuala nuno nuria nyah nyasha nyla odhran
    olek oli olly oluchi olwen olwyn oona oonagh orlagh orlaith ornella orsolya orson oswald oyin oyinkan ozzie
    ozzy paddy padraic pansy parminder parveen pascale patrycja pattie percival petula petunia phillipa philomena
    phineas piaras pieter pip pixie portia posy pritesh priti pritpal prudence prue przemek quinlan quinton rab
    radoslav rae rafe ramsey ranjeet raven raymondo razia razvan rebekah reece reenie reg reina remi rhea rhianna
    rhona rhydian ria rianna rica richie ricki rickie rico rik ritchie roan roddy rokas ronan rosanna rosella
    rosetta roxie royce ruairidh ruaridh rubina rudi ruthie rylan saanvi sacha sade sadhbh saffy saima samina
    sammie samuele sandro sanna sanne sarina satnam scotty seb sebastiao seda selim selma seonaid seosamh seren
    sergiu serhii shabana shahid shakira shamika shamus shana shanaya shanelle shania shanika shannan shantel
    shantelle shanthi shari sharlene shaunna shavonne shayla shayna sheena shelagh shiela shiv shona shonda shyla
    sibusiso sibyl sile silvio simeon siwan skye skyla sloane somhairle sonny sophy steff stelian stevie stu sukhi
    sukhjit sukhvinder suki sunniva suraj suzie syed szilvia tad tahir talia talitha tam tamas tamera tanesha
    tanika tansy tasneem tate tatjana taya tayla tayler tayo teagan tegan temi temperance tenisha tenzin thea
    thomasina thora thulani tibor tierney tiff tihomir tilda tobin tomasina tommie topsy tori torin torquil tracie
    trinity trixie trudi tshepo tsvetan tudor turgut turlough tyra tyree ugo ugochukwu umit unathi uriah uriel
    uzoma valeriu vasile vaughan velda venetia vic vihaan vikki vin vinny violeta viorel viv vivien vuk vusi
    vusumuzi waheeda whitney wiktoria wilf wilfrid wilhelmina willem winnie winona wioletta wyn wynne wystan xena
    yagmur yanis yara yiannis yolande yomi yvaine zachariah zadie zahid zaina zak zakiya zane zaria zarina zawadi
    zayn zeb zeenat zena zenobia zenon zheng zina zita zola zora zsofia zsolt zuleika zuri zuzanna zvonimir
    """.split()
)

FAMILIAR_WORDS: Final = frozenset(
    """
    abi arlo ashanti aya ayo barney baz bea benji bertie bettina bev bex birdie carmelo chas chaz cleo colm dario
    deb des emi ena fay feng fin flo gabe gav gaz griff hadley harley ieva inaya ioan iolo jeb jez juno kaia kat
    kev len lexi maggi meg mel mo montserrat nela nelly nev nima oli pansy pip pixie posy prudence rab rae reg rhea
    ria rik royce sade sandro seb seda shiv siwan skye stu tad tam tate temperance trinity ugo vic vin viv vuk wyn
    xena yara zak zeb zola
    """.split()
)
"""Those of them that are words, places or firms as often, or too short to be heard reliably."""
