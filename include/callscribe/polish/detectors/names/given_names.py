"""Given names common in English-speaking countries, and which of all given names are words, places or firms too."""

from __future__ import annotations

from typing import Final

from callscribe.polish.detectors.names.given_names_abroad import NAMES_ABROAD, WORDS_ABROAD
from callscribe.polish.detectors.names.given_names_familiar import FAMILIAR_NAMES, FAMILIAR_WORDS
from callscribe.polish.detectors.ordinary_words import ORDINARY_WORDS, SMALL_WORDS

_COMMON: Final = frozenset(
    """
    aaron abby abdul abdullah abel abhishek abigail abraham adam adan addison adel adele adeline aditi aditya adrian
    adriana adrienne agnes ahmad ahmed aidan aiden aileen aimee aisha aishwarya ajay akash akira alan alana alanna
    alastair albert alberto alec alejandra alejandro alessandra alessandro alex alexander alexandra alexandre
    alexandria alexei alexia alexis alfonso alfred alfredo ali alice alicia alisa alisha alison alistair allan allen
    allie allison alma alok alvaro alvin alyssa amanda amar amara amber amelia amina amir amit amos amy ana anand
    ananya anastasia andre andrea andreas andrei andres andrew andy angel angela angelica angelina angelo angie angus
    anil anita anjali ankit ankita ann anna annabel annabelle anne annette annie anthony antoine antoinette anton
    antonia antonio anya april archie ariana arianna ariel arjun arlene armando arnav arnold aron art arthur arturo
    arun arvind asha asher ashish ashley ashok ashton astrid aubrey audrey august augusto austin autumn ava avery axel
    ayesha bailey barack barbara barnaby barry bart basil beatrice beatriz becca becky belinda bella ben benedict
    benjamin bernadette bernard bernice bernie bert bertha bessie beth bethany betsy bette betty beverley beverly
    bhavna bianca bilal bill billie billy blaine blair blake blanca blanche bob bobbie bobby bonnie boris brad
    bradford bradley brady brandi brandon brandy breanna brenda brendan brennan brent brett brian briana brianna
    bridget bridgette britney britt brittany brock brody brooke brooklyn bruce bruno bryan bryant bryce bryn bryson
    byron caitlin caleb callum calvin cameron camila camille candace candice carina carl carla carlo carlos carlton
    carly carmen carol carole carolina caroline carolyn carrie carson carter casey cassandra cassidy cassie catalina
    catherine cathleen cathy cecil cecilia cecily cedric celeste celia celina cesar chad chandler chandra chantal
    charlene charles charlie charlotte chase chelsea cheng cheryl chester chiara chloe chris christa christian
    christiana christina christine christophe christopher christy chuck cindy claire clara clarence clarissa clark
    claude claudia claudio clay clayton clement cliff clifford clifton clint clinton clive clyde cody colby cole
    colette colin colleen conner connie connor conor conrad constance consuelo cora corey corinne cory courtney craig
    cristian cristina crystal curtis cynthia cyril cyrus daisy dakota dale dalia dallas dalton damian damien damon dan
    dana daniel daniela daniella danielle danny dante daphne darius darla darlene darnell darrell darren darryl daryl
    dave david davina dawn dean deanna debbie deborah debra declan dee deepa deepak deepika deirdre delaney delia
    delilah delores demetrius denis denise dennis denny derek derrick desiree desmond destiny devin devon dexter diana
    diane dianne diego dieter dimitri dina dinesh dirk divya dmitri dolores dominic dominick dominique don donald
    donna donnie donovan dora doreen dorian doris dorothy doug douglas drew duane duncan dustin dwayne dwight dylan
    eamon earl ed eddie edgar edith edmond edmund edna eduardo edward edwin edwina eileen elaine eleanor elena eli
    eliana elias elijah elisa elisabeth elise elizabeth ella ellen ellie elliot elliott ellis elmer elsa elsie elton
    elvira elvis emanuel emerson emil emilia emilio emily emma emmanuel emmett enrique eric erica erick ericka erik
    erika erin ernest ernesto ernie esmeralda esperanza esteban estelle esther ethan ethel etienne eugene eugenia
    eunice eva evan evangeline eve evelyn everett ezekiel ezra fabian faith farah farhan fatima faye federico felicia
    felicity felipe felix fergus fernanda fernando fiona flora florence floyd frances francesca francesco francine
    francis francisco francois frank frankie franklin fred freda freddie freddy frederic frederick frederik freya
    frida friedrich fritz gabriel gabriela gabriella gabrielle gail gareth garrett garry gary gavin gayle gemma gene
    genevieve geoff geoffrey george georgia georgina gerald geraldine gerard gerardo germaine gerry gertrude gianna
    gideon gilbert gilda gina ginger ginny giorgio giovanna giovanni giselle gita giulia giuseppe gladys glen glenda
    glenn gloria gordon grace gracie graciela graham grant grayson greg gregg gregor gregory greta gretchen guadalupe
    guido guillermo gunther gurpreet gus gustavo guy gwen gwendolyn haley hamza hank hanna hannah hans hao harish
    harjit harold harpreet harriet harris harrison harry harshita harvey hasan hassan hayden hazel heath heather
    hector heidi heinrich helen helena helene helga henri henrietta henrik henry herbert herman hernan hilary hilda
    hiroshi holly homer hope horace howard hubert hudson hugh hugo humberto hunter hussein ian ibrahim ida ignacio
    igor iman imani imran ina indira ines inez ingrid ira irene irina iris irma irving isaac isabel isabella isabelle
    isaiah ishaan isla ismael israel ivan ivy jack jackie jacob jacqueline jacques jada jade jaden jai jaime jake
    jamal james jamie jan jana jane janelle janet janice janine jared jarrod jasmin jasmine jason jasper javier jay
    jayden jayne jean jeanette jeanne jeannie jed jeff jefferson jeffery jeffrey jen jenna jennie jennifer jenny
    jeremiah jeremy jermaine jerome jerry jess jesse jessica jessie jesus jill jillian jim jimmie jimmy jin jing jo
    joan joann joanna joanne joaquin jocelyn jodi jodie jody joe joel joey johan johanna john johnathan johnnie johnny
    jon jonah jonas jonathan jordan jorge jose josef josefina joseph josephine josh joshua josie joy joyce juan juana
    juanita judith judy jules julia julian juliana julianna julianne julie juliet juliette julio julius june jung
    justin justine kaitlin kaitlyn kamal kamala kara karan karen karim karin karina karl karla karthik kasey kate
    katelyn katerina katharine katherine kathleen kathryn kathy katie katrina katy kavita kavya kay kayla kaylee
    keegan keisha keith kelley kelli kellie kelly kelsey kelvin ken kendall kendra kenneth kenny kenya kerry keshia
    kevin khalid khan kiera kieran kim kimberley kimberly kiran kirk kirsten kirsty kishore klaus kourtney kris
    krishna krista kristen kristi kristian kristin kristina kristine kristy krystal kumar kurt kwame kyla kyle kylie
    kyra lacey laila lakshmi lamar lana lance lara larissa larry lars latasha latisha latoya laura laurel lauren
    laurence laurie lavonne lawrence layla lea leah leandro lee leigh leila lela leland lena lenny leo leon leona
    leonard leonardo leroy lesley leslie lester leticia levi lewis liam lila lilian liliana lillian lillie lily
    lincoln linda lindsay lindsey linus lionel lisa liz liza lizzie lloyd logan lois lola lonnie lora loren lorena
    lorenzo loretta lori lorna lorraine lottie lou louis louisa louise lourdes lowell luc luca lucas lucia luciana
    lucille lucinda lucy luis luisa lukas luke luna luther luz lydia lyle lyndon lynette lynn lynne mabel mackenzie
    maddie maddison madeleine madeline madelyn madison mae magda maggie magnus mahesh mahmoud maisie malcolm malik
    mallory mandy manish manisha manoj manuel manuela mara marc marcel marcella marcia marco marcos marcus margaret
    margarita margie margot marguerite maria mariah mariam marian mariana marianne maribel marie mariela marilyn
    marina mario marion marisa marisol marissa marjorie mark marlene marlon marsha marshall marta martha martin
    martina marty marvin mary maryam mason mateo mathew matilda matt matteo matthew matthias maura maureen maurice
    mauricio max maxine maxwell may maya mayra meera megan meghan mehmet mei melanie melinda melissa melody melvin
    mercedes meredith merle mia micah michael michaela micheal michel michele michelle miguel mika mike mikhail mila
    milan mildred milena miles millicent millie milo milton mimi mina mindy minnie mira miranda miriam misty mitch
    mitchell moe mohamed mohammad mohammed mohan mohit moira molly mona monica monika monique monroe morgan morris
    moses muhammad muriel murray mustafa myra myrna myrtle nadia nadine nancy naomi narendra natalia natalie natasha
    nate nathan nathaniel navya neal ned neeraj neha neil nell nellie nelson nestor neville nia nicholas nick nicky
    nico nicola nicolas nicole nigel nihal nikhil niki nikita nikki nikolai nina nisha nita nitin noah noel noelle
    noemi nola noor nora norah noreen norma norman nova octavia octavio odette olaf oleg olga olive oliver olivia
    ollie omar opal ophelia orlando osama oscar osman otis otto owen pablo paige palak pam pamela paolo paris parker
    parth pascal pat patel patience patrice patricia patrick patsy patti patty paul paula paulette paulina pauline
    paulo pavel payton pearl pedro peggy penelope penny percy perry pete peter petra peyton phil philip philippa
    philippe phillip phoebe phyllis pierce pierre piotr piper pippa polly pooja poppy pradeep prakash pranav prasad
    prateek praveen preeti preston priscilla priya priyanka qasim queenie quentin quincy quinn rachael rachel rafael
    rafaela raheem rahul raj raja rajan rajesh rajiv ralph ram rama ramesh ramiro ramon ramona randall randolph randy
    rani rania raphael rashad rashid rashida raul ravi ray raymond rebecca reena reese reggie regina reginald rekha
    rena renata rene renee reuben rex rhoda rhonda rhys ricardo rich richard rick rickey ricky riley rita ritu rob
    robbie robby robert roberta roberto robin robyn rocco rochelle rocio rod roderick rodney rodrigo roger rohan rohit
    roland rolf roman ron ronald ronda ronnie roosevelt rory rosa rosalie rosalind rosalyn rosario roscoe rose
    roseanne rosemarie rosemary rosie roslyn ross rowan rowena roxanne roy ruben ruby rudolph rudy rufus rupert russ
    russell rusty ruth ryan sabina sabrina sachin sadie said sally salma salman salvador salvatore sam samantha samara
    samir sammy samson samuel sandeep sandra sandy sanjay sanjeev santiago santos sapna sara sarah sarita sasha saul
    savannah scarlett scott scottie sean sebastian selena selina serena serge sergei sergio seth shabnam shah shane
    shanice shanna shannon sharon sharonda shaun shauna shawn shawna shay sheila shelby sheldon shelia shelley shelly
    sheri sherman sherri sherrie sherry sheryl shirley shreya shweta sid siddharth sidney sienna sierra silas silvia
    simon simone sinead siobhan skylar sofia solomon sonia sonja sonya sophia sophie spencer stacey stacie stacy stan
    stanley stefan stefanie stella steph stephan stephanie stephen sterling steve steven stewart stuart sue sujata
    sumit summer sunil sunita suresh susan susana susanna susannah susanne susie suzanne suzette suzy sven svetlana
    swati sybil sydney sylvester sylvia tabitha tamara tameka tami tamika tammy tanisha tanya tara tariq taryn tasha
    tatiana taylor ted teddy terence teresa teri terrance terrell terrence terri terry tess tessa thaddeus thelma theo
    theodora theodore theresa therese thomas tia tiana tiffany tim timmy timothy tina toby todd tom tomas tommy toni
    tonia tony tonya tracey traci tracy travis trent trevor trey tricia trina trish trisha tristan troy trudy tucker
    tyler tyrell tyrone tyson uma umar ursula usha val valentina valeria valerie vanessa vaughn velma vera verna
    vernon veronica vicki vickie vicky victor victoria vijay vikas vikram vinay vince vincent vincenzo viola violet
    virgil virginia vishal vivek vivian viviana vivienne vladimir wade wahid wallace wally walt walter wanda ward
    warren wayne wei wendell wendy wes wesley wilbert wilbur wilfred will willa willard william willie wilma winfred
    winifred winston woody wyatt xander xavier ximena xin yan yasmin yasmine yesenia ying yolanda yosef youssef yuki
    yuri yusuf yvette yvonne zac zach zachary zack zainab zara zeke zelda zoe zoey zoltan zubair
    """.split()
)

GIVEN_NAMES: Final = (
    _COMMON
    | NAMES_ABROAD
    | FAMILIAR_NAMES
    | frozenset(
        "sunny harmony charity chance brook cary celine coral dolly dot eluned herb honor imre india kit milly naveed "
        "olu petal tilly tod winnifred".split()
    )
)

_PLACES_AND_BRANDS: Final = frozenset(
    """
    lowell alexandria alfredo ali alma angelo angus antonio april ariel ashley august austin autumn bailey basil
    berkeley bill blair bradford brent britney brooke brooklyn bruno bryant bryson cameron carlo carlton carmen
    carolina carson carter cedric chandler charlie charlotte chelsea chester chuck clark clay clayton clement
    cleveland clifton clinton clyde cole colin conrad consuelo cora courtney dakota dale dallas dalton dee denny devon
    dexter diego dirk echo elmer elvis emerson everett felix florence floyd franklin georgia gilbert glen gordon
    graham grayson gus harris harrison harvey hayden heath helena henry homer howard hudson hunter ira isla israel ivy
    jack jan jay jefferson jersey jesus jin jo jordan jose juan juliet june jung kay kendall kenya khan kim kirk kit
    lacey lance laurel lawrence lee leigh leo levi lewis lexus lima lincoln lloyd logan lola lou louis louise luna
    luther lynn madison mae magnum malik marco mario marion marshall martin mateo max maxwell may mercedes mexico mia
    mike milan miles milo milton mina mindy misty mitchell moe monroe montana morgan morris moses murray nelson nick
    nova odessa olive opal orlando oscar otto owen papa paris parker pascal pat patel patience pearl penny perry
    peyton phoenix pierce piper poppy preston quincy raj ram rama ray reese regina rich riley rod roman romeo ron
    roosevelt ross rowan rusty said sally salvador samson san sandy santa santiago santos savannah shah shannon shay
    shelby sheldon shelly sherman sherry sid sierra spencer stella sterling sue summer sydney taylor tia tiffany toby
    trent trey tucker tyson val vaughn vera verizon verna victor victoria vince viola virginia wade wallace walt
    walter ward warren wayne wei wendy wes windsor woody yan ying zelda amber crystal ginger iris jade jasmine ruby
    violet
    """.split()
)
"""Given names that are places, firms, surnames or letters of the telephone alphabet as often."""

PLAIN_NAMES: Final = GIVEN_NAMES - SMALL_WORDS - ORDINARY_WORDS - _PLACES_AND_BRANDS - WORDS_ABROAD - FAMILIAR_WORDS
"""Given names that hardly ever are anything else: hidden wherever they are said."""
