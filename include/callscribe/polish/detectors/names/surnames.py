"""Surnames common in English-speaking countries, whatever language they come from."""

from __future__ import annotations

from typing import Final

from callscribe.polish.detectors.names.surnames_beyond import FIRMS_BEYOND, PLACE_ENDINGS, SURNAMES_BEYOND

_COMMON: Final = frozenset(
    """
    abdi abdullah abubakar acevedo acosta adams adebayo adeyemi adichie afolabi agarwal aggarwal aguilar aguirre
    ahmadi ahuja akhtar akpan alarcon alcala alexander alfaro allen almeida alonso alvarado alvarez alves amador
    amaya anaya andersen anderson andersson andrade andrews aquino aragon aranda araujo arellano arevalo arias
    armas armstrong arnold arora arroyo arshad arteaga atkins atkinson austin avalos avila ayala aydin ayers
    azevedo bailey bajaj bajwa bakshi balakrishnan balderas balogun banerjee bangura barajas barbosa barnes barrera
    barrett barrios barron barrow bartlett barton basu bautista baxter becerra becker beltran benavides benitez
    benjamin bennett benson bergman bermudez bernal berry bhakta bhandari bharadwaj bhardwaj bhatia bhatt
    bhattacharya bhattacharyya bianchi bishop biswas blackburn blanco blankenship blevins boateng bogdanov bonilla
    borisov botha bouchard bowen bowers bowman boyle bradford bradley bradshaw branco brandt brennan briggs briones
    brodsky brooks bryant bui burgos burke burnett burton bustamante butler byrne caballero cabral cabrera calderon
    calhoun callahan calvo camacho camara cameron campbell campos cantrell cantu cardenas cardona cardoso carlson
    carlsson carpenter carr carranza carrasco carrillo carroll carter carvajal carvalho casas castaneda castellanos
    castelli castillo castro cervantes cespedes chakraborty chandra chandrasekaran chang chapman chatterjee
    chaudhari chaudhary chaudhry chaudhuri chavarria chavez chen cheung chiang choi chopra choudhary choudhury
    chowdhury christensen cisneros clark clarke clayton cobb cohen cole coleman collins colon combs conley conrad
    contreras conway cooper cordero cordova coronado corrales correa cortes cortez costa cox crawford crosby cruz
    cuevas cummings cunningham curtis dalal daniel daniels danso das dasgupta davenport davidson davies davila
    davis dawson dean delacruz delarosa deleon delgado deluca demir deng desai deshmukh deshpande dhaliwal dhar
    dhillon diaby diallo diaz dickerson dickson dillon diop dixit dixon doan dodson dolan domingo dominguez
    donaldson donovan dorsey dougherty doyle dubey dubois dudley duffy duncan dunlap dunn duong duran durham dutta
    dvorak dyer eaton echeverria eder edmonds edwards ekwueme elgin eliasson elliott ellis elmi emerson enriquez
    erickson eriksen eriksson escobar esparza espinosa espinoza estes esteves estrada evans ewing eze ezeh faisal
    fang farah farooq farrell faulkner fedorov felix ferguson fernandes fernandez ferreira ferrer figueroa finley
    fischer fitzgerald fitzpatrick fletcher fleury flores floyd flynn fonseca fontaine forde foster fournier fowler
    franklin frazier freeman freitas friedman fritz fuentes fujimoto fujita galindo gallagher gallardo gallegos
    galvan gamboa gandhi ganesan gao garcia gardner garg garner garrett garrison garza gauthier genovese gentry
    george ghosh gibbs gibson gilbert gilbertson giles gill gillespie gilmore giordano giraldo glenn godfrey goel
    goldberg goldstein gomes gomez goncalves gonzales gonzalez goodwin gopalakrishnan gordon goswami gould grady
    graham granados greenberg greene greenwood greer griffin griffith griffiths grimes guerra guerrero guevara
    gupta gustafson gutierrez guzman haas haddad haley hamdan hamilton hammoud hampton han hancock haney hanna
    hansen hanson hansson haque hardin harper harrell harrington harris harrison hart hartman harvey hashemi
    hashimoto hassan hatfield hawkins hayashi hayes heath hebert helms henderson hendricks hendrix henry henson
    herman hernandes hernandez herrera hester hickman hicks hidalgo higgins hinojosa hinton hoang hodge hodges
    hoffman hoffmann hogan holcomb holland holloway holmes holmgren holt hong hoover hopkins horton hossain
    houghton howard howe howell hsu hu huang hubbard hudson huerta huff huffman hughes humphrey hurley hurst
    hussain hutchinson huynh hyde ibarra ibrahim ikeda ingram inoue ishikawa ismail ito ivanov ivanova iyer jackson
    jacobs jacobson jagannathan jain james jankowski jansen janssen jaramillo jarvis javed jefferson jenkins
    jennings jensen jha jiang jimenes jimenez johansen johansson johnson johnston jones jordan joshi joyce juarez
    kaczmarek kamara kane kang kapoor kapur karlsson kato kaufman kaur kearney keegan keita keller kelley kelly
    kemp kemper kendrick kennedy kenney kerr kessler khalil khanna khatri kim kimura kirby kirk klein kline knapp
    knight knowles kobayashi koch koenig koh kohli kone kovac kovacs kovalenko kovalev kowalczyk kowalska kowalski
    kozlov kozlowski kramer krause krishnamurthy krishnan krueger kruger kulkarni kumari kurtz kuznetsov kuznetsova
    kwan kwok kwon lacroix lai lakhani lam lambert lancaster landry lara larsen larson larsson lau laurent lawrence
    lawson le leal lebedev leblanc lee lefebvre lefevre leon leonard leroy lester leung levine levy lewandowski
    lewis li liang liao lim lin lindberg lindgren lindsey liu livingston lloyd lombardi lopez lozano lu lucas
    lucero lucio lugo luna lund lundgren luo lynch lyons ma macdonald macias mackenzie madden mahajan maharaj
    mahmood mahmoud maki maldonado malhotra malone mann manning manzo marchetti marin marino markovic marquez
    marquis marroquin marsh marshall martens martin martinelli martinez martins mason massey mata matos matsumoto
    matthews maxwell maynard mazur mcallister mcbride mccall mccann mccarthy mccarty mcclain mcclure mcconnell
    mccormick mccoy mccullough mcdaniel mcdonald mcdowell mcfarland mcgee mcgrath mcguire mcintosh mcintyre mckay
    mckee mckenzie mckinney mcknight mclaughlin mclean mcmahon mcmillan mcneil mcpherson medina mehra mehrotra
    mehta mejia melendez melnyk melton mendes mendez mendoza menon mensah mercado merrill merritt meyer meza miah
    michalski middleton mihailov mikhailov miranda mishra misra mistry mitchell mitra miyamoto mohan mohanty molina
    monroe montalvo montenegro montes montgomery montoya mooney moore mora moran moreau moreira moreno morgan mori
    morin morozov morris morrison morrow morse morton mosley motwani moyer mubarak mueller mukherjee mukhopadhyay
    mullen muller mullins munoz munro murakami murphy murray musa mwangi myers müller naidu naik nair nakamura
    nambiar nandi narayan narayanan nascimento navarro nazari ndiaye neal negrete nelson neumann newman newton ng
    ngo nguema nguyen nichols nielsen nieves nilsson nkosi noguchi nolan noriega norris norwood novak novikov nowak
    nunez nwachukwu nwosu o'brien o'connell o'connor o'donnell o'hara o'keefe o'leary o'malley o'neal o'neill
    o'rourke o'sullivan oakley obi obrien ocampo ochieng ochoa oconnor odom odonnell ogawa ogunleye okafor okeke
    okonjo okonkwo okoro okoye oliveira olsen olson omondi ong onyango orellana orlov orozco ortega ortiz osborne
    osei osman otieno owens owusu oyelaran ozturk pacheco padilla palmer pandey pandit pandya papadakis
    papadopoulos parekh parikh parra parrish patel patil patterson patton paul pavlov pavlovic payne pearson pena
    pennington peralta pereira perez perkins perry peters petersen peterson petersson petrenko petrov petrova
    petrovic pham phan phelps phillips pierce pineda pinto pires pitts poirier pollard ponce popescu popov popova
    porter powell prakash pratt preston prieto pruitt puig puri quinn quintana quintanilla quintero quiroz qureshi
    rafferty raghavan rahman rajagopalan rajan rajput ramachandran raman ramaswamy ramirez ramos ramsay ramsey
    randall rangarajan rangel rao rasmussen rastogi rathore raut ravindran rawat razzaq reddy redmond reed reid
    reilly ren renteria reyes reyna reynolds rhodes ribeiro ricci richard richards richardson richter ridley riggs
    riley riordan rios ritter rivera robbins roberts robertson robinson robles rocha roche rodgers rodrigues
    rodriguez rogers rojas roldan roman romano romanov romanova romero rosales rosario rosas rosen rosenberg
    rosenthal ross rossi roth rousseau rowland roy rubio rui ruiz russell russo rutledge ruvalcaba ryan saavedra
    sadeghi saeed sahin sahni saini saito salas salazar saldana salgado salinas salisbury samaniego sampson samuels
    sanchez sandberg sanders sandhu sandoval santiago santos saravanan sarkar sasaki sato saunders savage sawyer
    schaefer schmidt schmitt schneider schroeder schultz schulz schulze schwartz scott sen sengupta seo sepulveda
    serrano sethi shaffer shah shaikh shankar shapiro sharma shaw sheikh shelton shen shepherd sheppard sheridan
    sherwood shevchenko shields shimizu shinde shukla siddiqui sidhu sierra silva simmons simoes simpson sims
    sinclair singh sinha sivakumar slater sloan smith snyder soares sokolov sokolova solis solomon soni sorensen
    sosa sotelo soto sousa souza spencer srinivasan srivastava stafford stanton stein stephens stephenson stevens
    stevenson stewart stokes strickland stuart suarez subramaniam subramanian suh sullivan sundaram sundaresan
    sutton svensson swanson sweeney szabo szczepanski szymanski tamayo tan tanaka tang tapia tate taylor teixeira
    tejada tellez terrell terry thakkar thakur thapa thatcher thomas thompson thornton tiwari tomlinson tong torre
    torres toscano toth toure townsend tran traore trejo trevino trivedi trujillo truong tsai tucker tyagi
    underwood upadhyay urbina uribe valdez valdivia valencia valentin valenzuela valle vallejo vance vang varela
    vargas varghese varma vasiliev vasquez vaughan vaughn vazquez vega velasco velasquez velazquez velez
    venkataraman venkatesan verma vermeulen vickers vidal vieira vigil villa villalobos villanueva villareal
    villarreal villegas vinogradov visser vo volkov vu wagner wainwright wallace walsh walters walton wang warren
    watanabe watkins watson weaver webb welch whitaker whitehead whitfield whitney whittaker wiggins wilcox
    wilkerson wilkes wilkins wilkinson williams williamson willis wilson winkler wisniewski wojcik wolff wong
    woodward wozniak wright wu wyatt xiao xie xiong xu yadav yamada yamaguchi yamamoto yamasaki yan yang yardley
    yates yeung yilmaz yin yoder yoon yoshida yu yuan zamora zapata zavala zeng zhang zhao zheng zhou zhu zielinski
    zimmerman zuniga
    """.split()
)

SURNAMES: Final = _COMMON | SURNAMES_BEYOND
"""Surnames that are no English words."""

_FIRMS_AND_PLACES: Final = frozenset(
    """
    lowell abdi adams alexander allen andrews aragon arias armstrong arnold atkins ayers bailey barnes barrett barrow
    bartlett barton baxter becker benjamin bennett benson blackburn bowen bradford bradley bradshaw brandt brennan
    briggs bryant burnett butler calhoun cameron campbell cantrell carlson carroll casas castelli chandra chang
    clarke clayton cobb colon combs conley conrad conway cooper cordova cortez costa crawford crosby cummings dalal
    daniels das davenport davidson davies dawson dickson dillon dixon dodson dorsey doyle dudley duffy duncan
    dunlap durham dyer eaton edwards elgin elliott ellis emerson evans fang faulkner felix ferguson finley fletcher
    floyd flynn fontaine forde franklin freeman fritz gamboa garner garrett garrison gentry george gibbs gibson
    gilbert giles gill gillespie gilmore glenn godfrey gould grady graham granados griffin griffith grimes haas
    haley hamilton hampton hancock hansen hardin harrell harrington harris harrison hart hartman harvey hatfield
    hawkins hayes helms henderson henry hester hicks hidalgo higgins hinton hodge hodges hoffman hogan holcomb
    holland holloway holmes holt hong hoover hopkins horton houghton howard howe howell hubbard hudson huff hughes
    humphrey hurley hurst hutchinson hyde ingram ismail jackson jacobs jain jarvis jefferson jenkins jennings
    johnson johnston jordan joyce kane kearney keegan keller kelley kelly kemp kendrick kennedy kenney kerr kirby
    kirk klein kline knapp knowles kramer kruger lacroix lambert lancaster landry lara larson laurent lawrence
    lawson leal leon leonard lester levine levy lewis lindsey livingston lloyd lucas luna lund lynch lyons madden
    maki manning marin marino marquis marsh marshall martens martin mason massey mata matthews maxwell maynard
    mcdonald mckinney medina melton mendes mercado merrill merritt meyer middleton miranda mistry mohan molina
    monroe montgomery mooney mora moran moreno morgan morris morrison morrow morse morton moyer mullen munro murphy
    murray musa navarro neal nelson newman newton nichols nolan norris norwood oakley ong orellana osborne owens
    palmer pandit parrish patterson patton paul payne pearson pena perkins perry peters pitts pollard porter powell
    pratt preston pruitt puri quinn raman ramsay ramsey randall rangel rasmussen redmond reed reid reilly reyna
    reynolds richardson richter ridley riggs riordan ritter robbins robertson robles rocha roche rogers roman
    romano rosario rosas rosen ross roth roy rubio russell russo ryan sahin salas salisbury sampson samuels sanders
    santiago saunders savage sawyer schwartz scott sen serrano shaffer shaw shelton shen shepherd sheppard sheridan
    sherwood shields sierra silva simmons simpson sinclair slater sloan solis solomon soni soto spencer stafford
    stanton stein stephens stevens stewart stokes strickland stuart sullivan sutton swanson sweeney tang tapia tate
    taylor terrell terry thakur thapa thatcher thomas thornton torre toth townsend trejo tucker underwood valencia
    valentin valle vallejo vance vang vaughan vaughn vega vidal villa visser wagner wainwright wallace walters
    walton warren watkins watson webb welch whitney wilcox wilkes wilkins williamson willis wilson winkler wolff
    woodward wright wyatt yang yardley yates yoder
    """.split()
)
"""Surnames that firms, brands, towns and streets have too."""

_LEAST_LETTERS: Final = 5
"""Shorter surnames are what recognisers make of other words too (estimate)."""

PLAIN_SURNAMES: Final = frozenset(
    name
    for name in SURNAMES - _FIRMS_AND_PLACES - FIRMS_BEYOND
    if len(name) >= _LEAST_LETTERS and (name in _COMMON or not name.endswith(PLACE_ENDINGS))
)
"""Surnames that hardly ever are anything else."""

SURNAME_WORDS: Final = frozenset(
    """
    abbott archer baker ball banks barber barker barnes baron bass bates battle bean beard beck bell bender berry best
    bird bishop black blank block bloom bond booth bowman boyd bradshaw branch brand bridges bright brook brooks brown
    browning buck bull burger burns bush butcher butler byrd cannon carpenter carver case cash castle chambers chance
    chandler chapman chase church clark clay coates cobb coffey cole coleman collier conway cook cooke cooper corn
    cotton counts cox craft crane cross crow cruise curry dale daly dance day dean diamond dickens drake draper driver
    duke early east english farmer farrow fields finch fish fisher fleming flood flowers foot ford foreman forest
    forrest foster fowler fox frank french friend frost fry fuller gamble gardener gardner garland gates gay gold
    golden golding good goodman graves gray green grey grove hale hall hammer hammond hand harden harding hardy harp
    hart hawk hawkins hayes haynes head heard held henderson hicks high hill hills holder holiday holland holly hood
    hook hooper hope horn house howe hull hunt hunter ivory jackson jewel joiner jolly jones jordan joy justice kay
    keating keen key keys kidd king kitchen knight lake lamb lambert lane law lawless lawyer leach leaf lee light
    little locke long lord love low lowe lucky lynch major manning marks marsh marshall martin mason may mayor mays
    meadows mercer merchant miles miller mills minor monday money moody moon moore moss mount myers nash new noble
    north ocean page paige palmer park parker parks parrish parson parsons patience pea peace pepper piper pitts pool
    poole pope porter post potter potts powell power powers presley price prince pruitt purcell queen quick rains
    ranger ray read reading reed reeves regan rice rich rider ring rivers roach roads robins rock rogers root rose
    rowe rush russell sadler salmon sands savage sawyer scales self sellers sharp shepherd sherwood shields shore
    short silver simmons singer sky slaughter small smart smith snow spears speed spicer spring springs stark starr
    steel steele sterling stone stout street strong summer summers swan sweet swift tanner taylor temple thorn tiller
    todd town trout turner tyler underwood vine wade wagner walker wall waller walls ward ware warner waters watts
    weaver webb weeks wells west wheeler white wild wilder wiley wise wolf wolfe wood woods word worth wright wynn
    yard york young cleary clements darcy fielding gaines leeming lister peabody pickles quinlan raleigh ritchie roper
    ryder spalding stirling tierney
    """.split()
)
"""Surnames that are words too: part of a name only after another part of it."""
