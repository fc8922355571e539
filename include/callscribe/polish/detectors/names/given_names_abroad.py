"""Given names from Africa, Asia, Latin America and Europe as they are written in English, and newer American ones."""

from __future__ import annotations

from typing import Final

NAMES_ABROAD: Final = frozenset(
    """
    aakash aaliyah aarav aarti abdelrahman abderrahim abdulaziz abdulkarim abdullahi abdulrahman abebe abena
    abhijit abhinav abiodun abubakar achieng adaeze adaora adarsh adebola adekunle adela adeola adesola adewale
    adnan adriano advait adwoa afaf afia agnieszka agustin ahlam ahmet aine aino ainsley aisling aitana akhil
    akihiro akiko akinwale akinyi akosua akshay akua alberta aleksander aleksandr aleksandra aleksei aleksey
    alessia alessio alexey aliyah alka alonso alyona amadou amaka amal aman amani aminata aminu ammar amparo amrita
    anabel anahi anant anas anatoly anders andreina andrzej aneta angelita angharad anh aniket anindita anirudh
    anjana annika antonina antti anupam anuradha anurag anushka anwar aoife aparna arabella araceli araminta
    archana ariadna arkady armida arnab arnaud arne arnel arnulfo artem artyom arvid arwa aryan asami asbjorn
    ashlyn ashraf ashwin ashwini asma asuncion atul aubree aurelie aurelien aurelio avi avigail avinash avraham
    ayaka aylin ayman ayodele ayse ayumi ayush aziz azucena babatunde bahram balaji bamidele bao baptiste baris
    baruch bashir basma bassam bayani beata bekele belen benedicta bengt benito benoit bernarda bernardo bertrand
    bhaskar bhavesh bhupinder bijan birgit birgitta birte bjorn blessing bo bogdan bogumil boguslaw bohdan bolanle
    bongani bonifacio borislav boubacar bozena branko braxton brayden brigida brigitte brisa britta bronwen
    brooklynn bruna brynn bukola bulent burak bushra caden caio camden camilo camryn candelaria caoimhe caridad
    carlota carmela carys celestino cem chaim chaitanya chana charu chau chavela cheikh chepe cheptoo chetan chiaki
    chiamaka chidi chinedu chinelo chinwe chioma chucho chukwudi chukwuemeka cian ciara cigdem cillian cipriano
    citlali claribel clemence clementine clotilde colton comfort concepcion conchita corazon cordelia corentin
    cosimo cressida crisanto cristobal cuauhtemoc czeslaw dafydd dagmara dagny daichi daiki daisuke daithi dalal
    dalisay damaso damiano damilola damini danica danilo danuta daoud daquan dariush dariusz darko darragh darshan
    darya dashawn deandre debashish deepali deepti dejan delfina delphine demarcus demetrio derya deshawn dev
    devika devonte devorah dhruv diarmuid didier diep dilip dimitris dinh dionisio dipika divyansh dobromir
    domenico domingo domitila donatella dongwook dorota dov dragan duc dung dusan dusko easton ebele ebony edelmira
    edyta eero efrain efren efua eiji eimear einar eirik eitan eivind ekaterina ekow ekta eleftheria eleni eleri
    eliezer elif elin eliseo elisha eliyahu elodia eloisa elpidio elzbieta emanuele emeka emiko emiliano emilie
    emine emre emyr encarnacion enzo eoghan eoin epifanio erkki erland ermelinda ernestina esra essence estefania
    estela estrella eugenie eugenio eunji eunjung eusebio evangelina evaristo evgeni evgenia evgeny ewa ezequiel
    fabien fabio fabiola fabrice fabrizio faisal farai farhad farid farida fariha faris farzad fatimah fatma
    fatou faustino fawzi federica feliciano felipa femi fereshteh fergal fermin fidel filiberto filippo fionn
    fiorella firouz florencio florentino florian folake folasade fouad francisca franck francoise fredrik freja
    froilan fumiko funke fyodor gabino gaelle gaetano gagan galina ganesh gaspard gaurav gautam gayatri gbenga
    gearoid genaro gennady gennaro gerd gethin ghada ghassan ghislaine giacomo giang gianluca gianni
    gilberto gilles giorgos girish gisela giuliano giulio giuseppina godfrey golnaz gonzalo gopal goran
    gosia govind grainne graziella grazyna gregorio grigori griselda grzegorz gudrun guilherme guillaume
    guillermina gul gulsen gumersindo gunnar guoqiang gurmeet gustaf gwyneth habib hadassah hadi hadrien hafsa
    haile hailey haim haitham haiyan hakan hala halima halina halvor hamed hamid hanan hanh hani hanne hansjoerg
    haoran harald hardeep hardik hari harini harlow haroon harsha harshad haruka haruki haruto hashim hatem
    hatice hauwa hayat haylee hedda heike heikki helge helmut hema hemant henriette henrique henryk heriberto
    hermelinda herminia hermione herve hezekiah hideki hideo hien hieu hikari hilario hilde hildegard hina hiro
    hiroki hiroko hiroto hisashi hisham hitesh hitomi hoang hongwei hooman horacio horst hortencia houshang hristo
    hsiao huda humphrey huong husam huseyin hussain hyejin hyeon hyun hyunwoo hywel iain ibrahima ibtisam ichiro
    idris iestyn ieuan ifeanyi ifeoma iga ignacia ignacy ignatius ikenna ilaria ilia ilse ilya imelda imogen
    ingeborg ingemar ingmar ingvild inmaculada inna innocent iqbal irena isabela isadora isamu ishita ishmael
    isidro ismail itai itzel ivana ivanka ivo ivonne iwona jaber jabir jacinta jacinto jacobo jadwiga jaehyun
    jagdish jagjit jakob jakub jalen jamar jamarcus jamila janie jarl jarmo jaroslav jaroslaw jaspreet jaswinder
    jatin javon jawad jaxon jaxson jaya jayant jayanti jayesh jayson jeanie jeanine jeannette jebediah jedediah
    jefferey jelena jemima jens jeronimo jerzy jesper jhun jiahui jianguo jianhua jianping jiayi jignesh jihoon
    jimena jisoo jitendra jiwoo jiyoung joachim joao joaquina jocasta jochen joelle jolanta jomar jonathon jorg
    jorgen josefa joselito josiah jovita jozef jukka julien julieta junichi junjie junko jurgen jussara justino
    justyna jyoti jyotsna kaarina kaede kai kailash kaisa kaito kalpana kalyani kamau kamil kamran kana kanchan
    kaori kapil kareem kari karolina karrie karsten karthika kartik kasia kasumi katarzyna kathi kathie katja
    katrin katrine katsumi katya kaushik kaveh kavitha kayden kayleigh kazimierz kazuki kazuko kazuo keerthi
    kehinde keiko keisuke kelechi kemal kenechukwu kenichi kenji kensuke kent kenta kenyatta kenzie kerri kerstin
    keshav ketan keyshawn khadija khaled khalil khanh khushi kian kinley kinsley kiprono kirill kjell knut kofi
    koji kojo komal konstantin konstantinos kostas kota kripa krishnan krystyna krzysztof ksenia kumiko kunal kunle
    kusum kwabena kwaku kwesi kwok kylee kyleigh kyoko kyriakos kyungsoo lachlan lainey lakisha lakshman lalit
    lalita lan landon laney laquisha larysa lashawn lasse lata laurent layth lazaro lech leena leif lene lennart
    leobardo leocadio leonel leonid leonie leopoldo lerato lesia lettice librado lidia ligaya ligia lihua lilly
    lindiwe lingling linh linnea lisandro liudmila liv lizbeth ljubica llewellyn loic lorcan lorenza lowri
    luana lubna lubomir lucero luciano lucila luigi luka lukasz lupe lupita lutz luzviminda lysander lyubov
    lyudmila maarten macario maciej maddox madelynn madhav madhavi madhu madhuri madoka mads maeve magali magdalena
    maha mahdi mahendra mahmud mahnaz mahsa maija maiko mairead maja majid makayla makoto maksim maksym mala
    malachi malachy malak malgorzata malin malka mallorie mamadou mami mamta manal manami manasa mandeep maneesh
    manfred manjeet manjula manmohan manolo manpreet marcelina marcelino marcello marcelo marcio marek margarito
    margit mariama mariano maricel maricela maricruz marika marisela marit maritza mariusz marlen marquis marquise
    marwa marwan marzena masahiro masaki masako masao masaru masato mateusz matheus mathieu mathilde mats matthieu
    mauro maxime maximiliano mayank maysa mayumi mazen mckenna mckenzie meena meenakshi meghana megumi mehdi mehran
    meiling meir melchor menachem mensah mercy mererid merete meryem mette micaela michalis michiko midori
    miguelina mikael mikayla mikko milagros milica milos miloslav minako minal minerva minghao mingming minh minji
    minjun minseo mireille mirek mirko miroslav miroslaw misaki mitali mithun mitra mitsuko miyako miyuki mladen
    mohamad mohamud mohini moises mojgan monisha monserrat mordechai morgane morten moshe mounir moussa mridula
    muireann mukesh mukul muna murali murat musa mustapha nabil nachman nada nadege nader nadezhda nadim nadya
    naftali nagendra nahla naina najib najwa nakul namrata nanami nandini nandita naoki naoko narayan narciso
    naresh nasir nasrin nasser nataliya natasa nathalie natividad navdeep naveen nawal nayana nayeli nazanin neda
    neelam neeraja neeta nehal nehemiah nenad nereida nerys nga ngoc ngozi nhung niall niamh nicanor nicolasa
    nicoletta nidal nidhi niels nikola nikolay nikos nilesh niloofar nils nimisha niraj niranjan nirav nirmala
    nisarg nishant nitesh nithya nitya nizar njeri njoroge nkechi nkosana nnamdi nneka noam noboru nobuko nobuyuki
    noelia noemie nomvula norberto noriko norio obadiah obdulia obinna oddvar odile ofelia ofer ogechi oisin
    okechukwu oksana olamide olav ole olegario oleksandr oleksiy olena olesya olha olimpia olivier ololade olufemi
    olumide olusegun oluwaseun oluwatobi omer omkar omotola ondrej onyeka ori orla orsola osian oskar ostap osvaldo
    oswaldo othman otieno ottilie ousmane ove ovidio owain ozge paco padma padmini padraig pal pallavi paloma
    panagiotis pancho pankaj paola parag parisa parvati parviz pascuala pasquale patrizia paulino pavan pavlo pawel
    paxton payal pegah pekka pepe perdita peregrine pernille petar petr petro petronila petter phuc phuong pia
    pierrette pietro pilar pinar piyush placido porfirio pouya prabha prabhakar prachi pragya prajakta pramod
    pranali prasanna prashant pratibha pratik pratima praveena precious predrag preetha prem prerna presley
    primitivo princess priscila prithvi proinsias promise prosper przemyslaw puneet punit purnima pushpa qasem
    qiang quang quanisha quetzal quoc rabia radek radha radhika radoslaw radovan raed raegan raekwon rafal raffaele
    rafferty rafiq raghav ragheb raghu raghunath raimundo raissa rajat rajeev rajendra rajeshwari rajinder rajni
    rakesh ramanan rami ramy ramya randa ranjan ranjit raphaelle raquel rasha rashed rashmi rasmus raveena ravinder
    ravindra razan reagan rebeca reem refugio reiko reinaldo reinhard remedios remy renate renato renaud reshma
    revathi reyna reynaldo reza rhiannon rhodri riad riddhi rigoberto rika rina rishabh rishi ritesh ritika rivka
    riyad rodel rodolfo rogelio rogerio rohini roisin roksana romain romano romulo roopa roque rosalba rosalia
    rosalinda rosalio rosalva rosaura rosendo roshan roshni roxana roya roza ruairi ruchi ruchika ruediger rufina
    rufino rukayat rukmini runa rune ruoxi rupali ruperto rupesh ruqayya ruslan ryder rylee ryo ryota ryszard
    ryuichi sabah sabine sabri sachiko sadia sadiq safa safiya sahana sahil saif saira sakari saket sakura salah
    saleh salim salwa samar sameer sameera samia samira sampath sana sanchit sandhya sandrine sangeeta sangita
    sangwoo sani sanjana sanket santosh saoirse saqib sarai sarika sasa saskia sathish satish satoko satomi satoru
    satoshi saturnino satya saurabh savita sawyer sayaka sayuri seamus sebastien seema segun segundo selamawit
    selin semyon seojun seoyeon serafin sergey serhiy serkan seun seungmin severiano severine severo sevgi seydou
    shadi shahin shahram shaikha shailaja shailesh shakuntala shalini shaniqua shanti shaquille sharad shardul
    shashank shashi sheetal shekhar sherif shigeru shikha shilpa shimon shinichi shinji shiori shira shirin shishir
    shivam shivani shizuka shlomo shmuel shobha shohei shoshana shota shraddha shrikant shruti shuang shubham shun
    shyam sian siavash siddhartha siegfried signe sigrid sigurd silvana silvestre silviano simona simran simranjit
    sindre sinem sioned sipho siu slavica slavko slawomir slobodan smita smriti sneha snehal snezana socorro sofie
    sohrab solange soledad solveig somnath sonal sonali sondre soojin soraya sorcha soren sota sourav spyros sreeja
    srikanth srinivas srinivasan staffan stanislav stanislaw stavros stefania stefano stelios stepan stephane stig
    subhash subramanian sudha sudhir suha suhail sujay sukhdeep sukhwinder sulaiman suleiman suman sumaya sumeet
    sundar suneel sungho sunghoon suparna supriya surabhi surbhi surinder surya susano sushant sushil sushma
    susumu svein svitlana swapnil swara sylvain sylvie sylwia szymon tadashi tadeusz tadhg taehyung tafadzwa taha
    taiki taiwo takahiro takako takashi takeshi takuma takumi takuya talal tamar tamer tamiko tamsin tania tanmay
    tanvi taraneh taras tarek taro tarquin tarun tatsuya tatum tatyana tejas tejaswini temitope tendai tenley
    teodora teodoro teofilo teresita tetsuya thabo thamer thanasis thandi thandiwe thanh themba theodoros thi
    thiago thibault thierry thuy tiago tianyu tigist tiina timo timofey tinashe titilayo tobias tobiloba tolga
    tomasa tomasz tomislav tommaso tomoko tomomi tonio tor torbjorn tore torstein torsten toru toshi toshiko toshio
    tova tove trang trayvon tremaine trinidad tristram trond tsegaye tsubasa tsuyoshi tsz tuan tunde tushar tuula
    tuyet tyreke tyrese tzipora ubaldo uche uchenna uday ugochi ugonna ujjwal ulf ulises ulla ulrich ulrike umair
    umberto umesh una upasana urbano uri urszula urvashi usama usman utkarsh uwe vadim vahid vaibhav vaishali
    vaishnavi valente valentyna valerio valeriy valery vandana varsha varun vasant vasilis vasily vasudha vasyl
    veena vegard venkat venkatesh verity veronika veronique vesna vibha vicenta vicente vidar vidya viggo vignesh
    vijaya vikrant viktor viktoria ville vimal vinayak vincenza vineet vinh vinicius vinita vinod vipin vipul virat
    virginie virginio vishakha vishnu viswanathan vitaliy vitaly vittorio vlad vladislav vladyslav vojtech volkan
    volodymyr vrinda vyacheslav waclaw wael wafa wafula waldemar waleed walid wambui wanjiru wasim weijie weiming
    wenjing weston wieslaw wilfredo wilhelm winthrop witold wladyslaw wlodzimierz wojciech wolfgang xanthe xiaodong
    xiaohong xiaojun xiaoli xiaoming xiaoyan xiaoyu xinyi xinyu xiomara xiuying xochitl xuan xuefeng yaakov yadira
    yael yahaira yahya yajaira yamini yana yanling yannick yannis yaroslav yasaman yash yashwant yasir yasser
    yasuko yasuo yating yegor yehuda yehudit yejin yelena yen yetunde yevgenia yevgeny yewande yichen yifei
    yingying yitzhak yogesh yogita yoko yonatan yongkang yoojin yoshi yoshiko yossi yosuke younghee youngsoo yousef
    yuchen yuhan yui yukari yukiko yukio yulia yuliya yumi yumiko yunfei yuriy yusra yusuke yuta yuto yutong yuuki
    yuvraj yuxuan yuya yves zacarias zaheer zahra zaid zakaria zaki zander zayd zayden zayed zbigniew zdenek
    zdzislaw zechariah zeljko zenaida zev zeynep zhenyu zhihao zhiwei zhiyong zhong ziad zihan zixuan ziyad ziyang
    zofia zoila zoran zoya zulema zuzana zvi zygmunt
    """.split()
)

WORDS_ABROAD: Final = frozenset(
    """
    aitana akhil alonso aman anatoly anders anh asuncion avi bao belen bijan blessing bo bruna camden cem charu
    chau ciara colton comfort dagny dev dov duc dung easton ebony esra essence estrella fidel giang
      gul hadi hala hanh hari harlow hayat hien hieu hina hiro hoang horst huong iga innocent ivo
    jaya justino justyna kai kana kasia kent khanh kota lan landon laney lesia linh liv lowri maddox mads
    magali magdalena maha mahdi maja mala mami marquis marquise mats mercy milagros minal minerva minh mirko nada
    narciso nga ole ori ove paco pal paloma pancho pepe pia pilar placido precious presley primitivo princess
    promise prosper quang quoc rashed refugio remedios rina rune ryder ryo sakura salim sawyer segundo serafin
    shanti signe siu socorro soledad stig suman surya tamar taro tatum thanh thi tor tore trang
    trinidad tuan uday ulf una uri uwe valente verity vidya ville weston xuan yen yui zaki zev zvi
    """.split()
)
"""Those of them that are heard as words, places or products as often, or that are too short to be sure of."""
