"""Sentences of calls in which a term was misheard, and sentences that look as if and must stay as they are.

A stretch `{heard|term}` was misheard; a word with `~` after it was recognised with low confidence. Every third
sentence of each list is held out: the rules of `callscribe.polish.vocabulary` were set without looking at them.
Written by hand from what recognisers of closed and of open vocabulary write for such names; no engine heard them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from callscribe.polish.vocabulary import Term
from callscribe.transcript.words import Word

SURE: Final = 0.92
UNSURE: Final = 0.45

VOCABULARY: Final = (
    *(
        Term(name, kind="product")
        for name in (
            "Snowflake,Salesforce,Zendesk,Airflow,Astronomer,Databricks,HubSpot,QuickBooks,Mailchimp,Shopify,"
            "Confluence,Looker,Fivetran,Twilio,Datadog,PagerDuty,Terraform,GitHub,Airtable,Zapier,Klaviyo,Braintree,"
            "Workday,Dropbox,Harborlink,Veridian,Novacare,Brightpath,Solara,Quantiva,Meridian Plus,Lumenex,Trueview,"
            "Oakline,Metformin,Lisinopril,Atorvastatin,Ozempic,Eliquis,Humira,Grafana,Prometheus,Cloudflare,Freshdesk"
        ).split(",")
    ),
    Term("Kubernetes", ("cooper netties", "cuban eddies", "kuber net ease"), "product"),
    Term("Okta", ("octa",), "product"),
    Term("Asana", ("a sauna",), "product"),
    Term("Jira", ("jeera", "gira"), "product"),
    Term("PostgreSQL", ("post gress", "postgres sequel", "post gres q l"), "product"),
    Term("Tableau", ("tab low",), "product"),
    Term("Pulse", ("pulls api",), "product"),
    Term("Stripe", (), "product"),
    Term("Figma", ("fig ma",), "product"),
    Term("smallest.ai", ("smallest a i", "smallest eye"), "product"),
    Term("SaaS", ("sass",)),
    Term("HIPAA", ("hippa", "hip a")),
    *(Term(name, kind="acronym") for name in "SLA,CRM,API,KPI,VPN,IVR,SKU,ETA,PTO,RMA,HSA,PCI,OEM,ERP,B2B".split(",")),
    Term("Siobhan", ("shivawn", "shi von", "chevonne"), "person"),
    Term("Nguyen", ("new yen", "nwen"), "person"),
    Term("Aoife", ("eefa", "ee fa"), "person"),
    *(
        Term(name, kind="person")
        for name in (
            "Priya Raghavan,Xavier Okafor,Schneider,Kowalczyk,Daniela Moreau,Thaddeus,Anjali,Giovanni,Rajesh,"
            "Katarzyna,Beauchamp,Delacroix"
        ).split(",")
    ),
)

_WINS: Final = """
we moved the whole warehouse to {snow flake|Snowflake} last year
is the {snow flake|Snowflake} connector included in the plan
the {snowflakes~|Snowflake} account is locked again
my manager wants everything in {snoflake|Snowflake} by june
can you connect it to {sails force|Salesforce} for us
we log every call in {sales force~|Salesforce} and then we close the case
the {sails~ forced~|Salesforce} login page does not load
our {sells force|Salesforce} admin left in march
i opened a ticket in {zen desk|Zendesk} yesterday
the {sendesk~|Zendesk} widget is gone from our page
does it work with {zend desk|Zendesk} or with something else
we pay for {xen desk|Zendesk} every month
do you run it on {cooper netties|Kubernetes} or on your own machines
the {cuban eddies|Kubernetes} cluster was down for an hour
we have {kubernetis~|Kubernetes} in production now
they told me to restart {kubernettes|Kubernetes} first
the {air flow~|Airflow} job did not start this morning
i think {airflo|Airflow} sends an email when it fails
our {air flow|Airflow} dags run every night
we bought it from {astronomers~|Astronomer} two years ago
the {astronimer~|Astronomer} support team was great
our data is in {data bricks|Databricks} and nowhere else
i lost access to {databrix|Databricks} after the update
can i see the {data brick's~|Databricks} bill for may
we send the leads from {hub spot|HubSpot} to the sales team
the {hubspots~|HubSpot} form does not work on my phone
is {hop spot~|HubSpot} part of the package
i need the invoice in {quick books|QuickBooks} please
my accountant uses {quickbook's~|QuickBooks} for everything
we export it to {quick box~|QuickBooks} at the end of the month
the newsletter goes out with {male chimp|Mailchimp} on friday
i cannot find the list in {mail chimp|Mailchimp} any more
can you add me in {mailchamp~|Mailchimp} please
our shop is on {shop if i~|Shopify} since january
the {shoppify|Shopify} theme broke after the update
we sell through {shop a fly~|Shopify} and in two stores
please write it down in {confluents~|Confluence} for the others
the page in {con fluence|Confluence} is out of date
i built the report in {luker~|Looker} last week
the {looka~|Looker} dashboard shows nothing
we sync it with {five tran|Fivetran} every hour
the {fivetrain~|Fivetran} bill is too high
is {five train~|Fivetran} cheaper than what you have
the text messages go through {twillio|Twilio} i believe
your {to leo~|Twilio} number is not verified
we changed from {twilleo|Twilio} to something else
the alert came from {data dog|Datadog} at three in the morning
i muted it in {datadawg|Datadog} for an hour
{data dog's~|Datadog's} agent is not installed on that machine
who is on call in {pager duty|PagerDuty} tonight
the {page of duty~|PagerDuty} alarm woke me up
i was paged by {pagerduty's~|PagerDuty's} app twice
we describe it in {terra form|Terraform} files
the {tera form|Terraform} plan wants to delete the database
he wrote the {terrafarm~|Terraform} module himself
the code is on {get hub|GitHub} and it is public
can you open an issue on {git hub|GitHub} for that
i forgot my {guithub~|GitHub} password
we keep the list in {air table|Airtable} for now
the {airtabel|Airtable} base has two hundred rows
it runs through {zappier|Zapier} every five minutes
we use {zap ear~|Zapier} to connect the two
the {zapia~|Zapier} integration failed again
our emails go out with {klaveyo|Klaviyo} at noon
is {clavio|Klaviyo} better for a small shop
the {klavio~|Klaviyo} list has a lot of old addresses
the card is charged by {brain tree|Braintree} i think
{braintry~|Braintree} declined the payment twice
i asked for time off in {work day~|Workday} last monday
my pay slip is not in {workdays~|Workday} yet
i put the photos in {drop box~|Dropbox} for you
can i send you a {dropbocks|Dropbox} link
thank you for calling {harbor link|Harborlink} how can i help you
i have been with {harborlinks~|Harborlink} for six years
the {harber link|Harborlink} router is blinking red
my mother lives next to the {veridien|Veridian} office
the {veridion|Veridian} app keeps asking for a code
i got a letter from {meridian~|Veridian} about my policy number two
does {nova care|Novacare} cover the dentist
i am a {novocare|Novacare} member since october
the {nova~ car~|Novacare} card did not arrive
we signed up with {bright path|Brightpath} in spring
the {brite path|Brightpath} course starts on monday
{bride path~|Brightpath} sent me the wrong book
is the {solera|Solara} panel still under warranty
the {solarer~|Solara} inverter makes a noise
i would like a quote from {so lara|Solara} please
my broker told me about {quantifa|Quantiva} last week
the {quanteva|Quantiva} fund lost a lot of money
they moved me to {quantity va~|Quantiva} without asking
i have the {meridien plus|Meridian Plus} plan at the moment
is {meridian plus|Meridian Plus} more expensive than the basic one
the {maridian plus~|Meridian Plus} contract ends in may
i ordered two {luminex|Lumenex} lamps in april
the {lumen x|Lumenex} bulb broke after a day
do you still sell {lumenix|Lumenex} in white
the {true view|Trueview} camera is offline
my {truevue|Trueview} subscription renews tomorrow
can you reset the {through view~|Trueview} password
we rent from {oak line|Oakline} since last summer
the {oakland~|Oakline} portal does not take my rent
is {oaklyne|Oakline} open on saturday
i take {met foreman|Metformin} twice a day
the doctor changed my {metforman|Metformin} dose
is there sugar in {met form in~|Metformin} tablets
she takes {listen april~|Lisinopril} for her blood pressure
can i get a refill of {licinopril|Lisinopril} please
the {lysinopril|Lisinopril} makes me cough
he was put on {a tour of a statin~|Atorvastatin} in june
i stopped the {atorvastaten|Atorvastatin} because of the pain
is {ator vast a tin~|Atorvastatin} covered by my plan
how much is {ozempik|Ozempic} without insurance
my doctor wants me to start {oh zempic|Ozempic} next week
they said {osempic~|Ozempic} is out of stock
i need my {eloquis|Eliquis} before the weekend
the {ella quist~|Eliquis} coupon did not work
does {eliquest~|Eliquis} need approval
the {humera|Humira} pen has to stay cold
i missed my {humeera|Humira} shot on sunday
my {hue mira~|Humira} was sent to the old address
the panel in {gravana|Grafana} is empty
can you share the {grafanna|Grafana} link
{pro me theus~|Prometheus} keeps the data for a month
we look at {promethius|Prometheus} when it is slow
our site is behind {cloud flare|Cloudflare} now
the {cloud flair~|Cloudflare} page says error
{cloudflair|Cloudflare} blocked my address
i answered you in {fresh desk|Freshdesk} already
the {freshdisk~|Freshdesk} ticket was closed by mistake
i cannot log in with {octa|Okta} since the morning
the {octa|Okta} app shows the wrong code
please put it on my list in {a sauna|Asana} for monday
the {a sauna|Asana} board is a mess
i made a {jeera|Jira} ticket for it
who owns that {gira|Jira} project
it is stored in {post gress|PostgreSQL} i think
we use {postgres sequel|PostgreSQL} for the accounts
i looked at it in {tab low|Tableau} this morning
the {tabloe~|Tableau} license is too expensive
the drawings are in {fig ma|Figma} for you to see
we send the audio to {smallest a i|smallest.ai} for that
i work for {smallest eye|smallest.ai} in san francisco
what is the {s l a|SLA} for a broken line
we missed the {s l a|SLA} by two hours
our {ess el ay|SLA} says four hours
can you update the {c r m|CRM} while we talk
it is not in the {see r m|CRM} yet
the {a p i|API} returns an error
is there an {a p i|API} that i can call
our main {k p i|KPI} is the time to answer
i cannot reach it without the {v p n|VPN} on
the {v p en|VPN} drops every hour
press one in the {i v r|IVR} and then two
which {s k u|SKU} did you order
the {s k you|SKU} is on the back of the box
what is the {e t a|ETA} for the technician
i have ten days of {p t o|PTO} left
you need an {r m a|RMA} number to send it back
can i pay with my {h s a|HSA} card
are you {p c i|PCI} compliant
we are an {o e m|OEM} for two car makers
the new {e r p|ERP} goes live in july
we only do {b two b|B2B} at the moment
it is a {sass|SaaS} product so there is nothing to install
is the recording {hippa|HIPAA} compliant
we signed a {hip a|HIPAA} agreement
you are speaking with {shivawn|Siobhan} from billing
could i talk to {chevonne|Siobhan} again please
ask for {shi von|Siobhan} when you arrive
doctor {new yen|Nguyen} will see you at ten
my name is {nwen|Nguyen} and i called before
{eefa|Aoife} told me that it would be free
i spoke with {prea ragavan|Priya Raghavan} on tuesday
my name is {priya ragaven|Priya Raghavan} i am calling about my bill
you should ask {prior~ raghavan|Priya Raghavan} about that
this is {zavier okafor|Xavier Okafor} from the bank
i have an appointment with {xavier oka for|Xavier Okafor} at nine
mister {snyder~|Schneider} promised to call me back
it was mister {schnieder|Schneider} who sold me the car
the package is for mister {kowalchick|Kowalczyk} on the second floor
is missus {kovalchik|Kowalczyk} still your manager
you are talking to {danielle amoro~|Daniela Moreau} in claims
please tell {daniella moreau|Daniela Moreau} that i called
i want to speak to {thadeus|Thaddeus} about the refund
your agent was {fadius~|Thaddeus} i believe
my colleague {angeli~|Anjali} will take over
this is {anjalee|Anjali} how can i help you
i was told by {geovanni|Giovanni} that it is fine
ask {giovani|Giovanni} to bring the keys
{rajish|Rajesh} from support closed my case
could you transfer me to {ragesh~|Rajesh} please
my name is {catarzyna|Katarzyna} and i live in chicago
the letter is signed by mister {beecham~|Beauchamp} himself
miss {delacroy~|Delacroix} said that she would wait
i left a message for {della croix|Delacroix} last night
"""

_TRAPS: Final = """
there is snow on the flake of paint outside
the snow is so heavy that i cannot leave the house
we have a large sales team and a small support team
the sales forecast for june looks good
we had to force the sale of the house
i would like to send the desk back
the desk came with one leg missing
can you send this to me by email
cooper is the name of my dog
the eddies in the river are dangerous
is there enough air flow in the room
the air conditioner does not blow cold air
keep the vent open so that the air can flow
my son wants to be an astronaut
the astronomy club meets on thursday
we ordered two thousand bricks for the wall
the data is wrong on my bill
the bricks arrived broken and the date was wrong
i parked in the wrong spot
the hotspot on my phone does not work
there is a hot spot on the ceiling
i read two books on the quick start
can you give me a quick look at the books
the books arrived quickly thank you
send it by mail and by email please
the male nurse was very kind
i went to the shop if i remember it right
the shop is far from here
i can shop for it myself
i am confident that it will work
the influence of the weather is small
there was some confusion about the date
i will look for it in the drawer
the locker in the gym is broken
look at the picture on the box
i took the five train to work
the train at five was late
there were five trains in the station
i would like to leave at noon
i need to leave on monday
my cousin leo lives in denver
the dog bit the driver
we have a dog and the data plan for it
the page about duty is missing
there is duty to pay on the package
what is the duty on a pair of shoes
the tear in the form is at the top
please fill out the form on the terrace
what is the term of the loan
we get help from the neighbors
could you get her on the phone
the table is in the air at the moment
we have a table near the window
is the chair and the table included
the zipper is broken on the bag
i heard a zap in my ear
my clavicle is broken
the piano and the clavier are sold
the tree fell on my brain
a big tree fell on the line
my brain is tired today
today is a work day for me
i work all day on monday
there are twenty work days in a month
i put the key in the drop box outside
please drop the box at the door
the box was dropped by the driver
the harbor is closed and the link does not work
i clicked the link twice
the meridian line runs through town
i live on meridian street near the park
the verdict was in our favor
i am not sure about my dental care
i have no car at the moment
i have no care in the world
the nova is an old car
the light on the path is bright
the path is too dark at night
it was the right path to take
the solar panel on the roof is broken
i have solar power at home
the soda was spilled on the carpet
what quantity do you need
the quantity was two not three
we need a larger quantity of the blue ones
is there a plus on my bill
the illumination in the hall is poor
there is a linen cover on it
i have a true story and a nice view
the view from the room is beautiful
can you review it with me
i see it through the window with a view
the oak table is in line with the wall
i stood in line for an hour
the offline mode does not work
i met the foreman of the site
the foreman told me to wait
please inform me when it is done
listen april is not good for me
i will be back in april or in may
he took a tour of the station
the station is closed
the statue in the park is broken
my olympic ticket is lost
an eloquent speaker called me
the quest was too hard for my son
there is too much humidity in the cellar
he has a sense of humor
the camera is on the shelf
my grandmother is ninety and lives with us
grandma will pick up the keys
the promise was made by your colleague
i promise to pay on friday
the clouds are dark and there is a flare
the fresh bread was on the desk
i am at the desk in the lobby
the octopus was cold
in october the price was lower
the actor was on the phone
the doctor will call you back
we have a sauna in the gym
the hotel has a sauna and a pool
is there a sauna on the ship
my era of waiting is over
the post goes out at ten
i work at the post office
the price of progress is high
the tab is at the low end of the screen
turn to the left tab please
my pulse was high so i went to the doctor
the nurse took my pulse
he pulls the lever and nothing happens
it pulls to the left when i brake
there is a stripe on the shirt
the stripes on the flag
i would like the smallest one you have
the smallest size is too big for me
i have a small eye infection
she has a lot of sass
the sauce was cold
my hip hurts when i walk
the hippo in the zoo was asleep
i see a lady at the door
yes a lady from the bank called
it is a i mean it was a good offer
see our menu on the page
i see are you sure
a p s to my letter would be nice
apply for it on the page
i ate a pie
we are on a small island
he keeps a copy of it
i am in the van
can i have a pen please
i was at the party on sunday
i pay the tea myself
the tea is too hot
eat a sandwich and wait
i am a member since may
you are an army officer
she has a saw in the garage
a piece of the lamp is missing
do you want to be two people
to be or not to be
be too careful and you lose
the new yen note is worth more
we had a win last night
the new one is better
it was a wind storm
i bought a new van
my prior address was on main street
what was the prior balance
the prayer is at noon
i saw a movie with my brother
save your work before you leave
the savior of the day was your colleague
i have okay for the next step
the slider on the door is stuck
the spider in the bathroom is huge
it was snowing and then sunny
the coal was delivered too late
the cowl of the engine is loose
i think danielle is on holiday
daniel will call you tomorrow
i need more oil
tomorrow is fine with me
the status is still open
that is us on the picture
the angel on the tree is broken
the angle is wrong
my jelly was open
the givers were generous
i give any amount
the radish was bad
i was rash and bought it
my catering was late
the beach camp is closed
i was at the camp on the beach
the delay caused a lot of trouble
the cross on the hill
he dealt with it across the street
the delicacy was delicious
the veranda~ is wet
the luggage~ is lost
there is a lumber~ yard behind us
the solo~ trip was nice
she is a quantum~ physicist
the okra~ was fresh
i need a doctor~ now
the grooves~ in the wood
i have the grippe~ since monday
the shutter~ is broken
we need a new zipper~ for it
our hamper~ is full
the metal~ frame is bent
i ordered a lemon~ cake
the format~ is wrong
the clover~ in the garden
give it to the tailor~
the prime~ minister spoke
our snowplow~ is broken
"""

_STRETCH: Final = re.compile(r"\{([^|]*)\|([^}]*)\}")


@dataclass(frozen=True)
class Case:
    """A sentence as heard, and as it should be written.

    Attributes:
        heard: The words, with their confidence.
        wanted: The clean text; that of the words as recognised where nothing may change.
        misheard: Whether anything is to be corrected.
    """

    heard: tuple[Word, ...]
    wanted: str
    misheard: bool


def seen() -> list[Case]:
    """The two thirds that the rules were set with."""
    return [case for lines in (_WINS, _TRAPS) for number, case in enumerate(_cases(lines)) if number % 3 != 2]


def held_out() -> list[Case]:
    """The third that they were not."""
    return [case for lines in (_WINS, _TRAPS) for number, case in enumerate(_cases(lines)) if number % 3 == 2]


def _cases(lines: str) -> list[Case]:
    return [_case(line) for line in lines.strip().splitlines()]


def _case(line: str) -> Case:
    heard = _STRETCH.sub(r"\1", line).split()
    words = tuple(
        Word(token.rstrip("~"), 0.4 * index, 0.4 * index + 0.35, UNSURE if token.endswith("~") else SURE)
        for index, token in enumerate(heard)
    )
    return Case(words, _STRETCH.sub(r"\2", line).replace("~", ""), "{" in line)
