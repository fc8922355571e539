"""Sentences with numbers as they are said, and as people write them: prices, dates, times, codes, and traps.

SEEN was in view while the rules were written. UNSEEN was written before the rules, and they were not touched for it.
Where a sentence has no second form it is to stay as it is. The conventions: one to nine stay words unless with a unit,
a sign or a larger number beside them; commas from 1,000 on, but not in years; the order of day and month as said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from callscribe.polish.fillers import mark_fillers
from callscribe.transcript.words import Word


@dataclass(frozen=True)
class Sentence:
    spoken: str
    written: str


def spoken(text: str) -> tuple[Word, ...]:
    """The sentence as one voice says it, three words a second, its hesitations marked."""
    return mark_fillers(
        [Word(token, index / 3, index / 3 + 0.3, speaker="A") for index, token in enumerate(text.split())]
    )


def _sentences(lines: str) -> tuple[Sentence, ...]:
    pairs = [line.split("|") for line in lines.strip().splitlines()]
    return tuple(Sentence(pair[0].strip(), pair[-1].strip()) for pair in pairs)


SEEN: Final = _sentences("""
we shipped three hundred and twenty five boxes | we shipped 325 boxes
there are twenty five people in the queue | there are 25 people in the queue
Twenty-five people called, and twelve hung up. | 25 people called, and 12 hung up.
i have three kids and a dog
you are number five in the queue
it takes ten to fifteen minutes | it takes 10 to 15 minutes
give me two or three days
rate it from one to ten please | rate it from 1 to 10 please
eight or ten people were there | 8 or 10 people were there
we have one thousand two hundred seats | we have 1,200 seats
about twenty five hundred users | about 2,500 users
the database has two million rows | the database has 2 million rows
roughly two point five million rows | roughly 2.5 million rows
sixty thousand miles on the clock | 60,000 miles on the clock
it has one hundred and one uses | it has 101 uses
between one hundred and two hundred people | between 100 and 200 people
a hundred and twenty five of them failed | 125 of them failed
i told you a hundred times
thanks a million for your help
one in a million chance
that makes forty two. Seven are missing. | that makes 42. Seven are missing.
Do you have eleven, or twelve? | Do you have 11, or 12?
it was thirty something people
i waited for twenty odd minutes
one moment please
one of those is mine
no one told me that
two of us went there
i have second thoughts about it
oh i see
oh one more thing
just a second please
at first i thought so
first of all thank you
the first one was better
the other one is broken
one more thing before you go
for one thing it is too slow
the one you sent me
one day it will work
he is number one to me
i am fifty fifty on that
on the one hand yes on the other no
they support us twenty four seven | they support us 24/7
is your line open twenty four seven? | is your line open 24/7?
with hindsight it's twenty twenty vision
won't you come to the store for two minutes
nine times out of ten it works
two thirds of the customers left
about a third of them agree
three quarters of an hour
one fifth of the budget
two and a half hours later
at half past three i left
a quarter to five would work
i paid forty nine ninety nine for it | i paid $49.99 for it
it costs forty nine dollars and ninety nine cents | it costs $49.99
the price is nineteen ninety nine | the price is $19.99
I was charged three fifty for that. | I was charged $3.50 for that.
you owe us one hundred twenty five dollars | you owe us $125
five hundred pounds were taken | £500 were taken
he gave me twenty bucks | he gave me $20
only ninety nine cents each | only $0.99 each
it is twenty euros a month | it is €20 a month
a hundred dollars is too much | $100 is too much
a twenty dollar fee applies | a $20 fee applies
that's five dollars fifty | that's $5.50
one dollar per call | $1 per call
it's a million dollars | it's $1 million
they raised two point five million dollars | they raised $2.5 million
we paid one thousand two hundred and fifty dollars last year | we paid $1,250 last year
fifteen pounds and twenty pence | £15.20
twenty five quid is fine | £25 is fine
the box weighs twenty pounds | the box weighs 20 pounds
twenty pounds of flour | 20 pounds of flour
"Five dollars?" she said | "$5?" she said
two hundred euros and fifty cents | €200.50
the total is sixty four twelve | the total is $64.12
you pay ten dollars, not twelve. | you pay $10, not 12.
your appointment is on may fifth twenty twenty six | your appointment is on May 5, 2026
it arrives on the fifth of may | it arrives on 5 May
the twenty third of june nineteen ninety nine | 23 June 1999
on june twenty first we moved | on June 21 we moved
On December twenty-fifth, we are closed. | On December 25, we are closed.
see you march third | see you March 3
by october thirty first two thousand nine | by October 31, 2009
january one twenty twenty five | January 1, 2025
since may nineteen eighty four | since May 1984
in august twenty twenty three it broke | in August 2023 it broke
you may first want to restart it
you may second that motion
it may one day work again
in june twenty people left | in june 20 people left
the first of many calls
the twenty third is a monday | the 23rd is a monday
wednesday the fifteenth works | wednesday the 15th works
on the second of march | on 2 March
born in nineteen eighty four | born in 1984
since two thousand and six we have | since 2006 we have
in nineteen hundred it opened | in 1900 it opened
back in twenty ten | back in 2010
in twenty oh five | in 2005
the twenty twenty six model | the 2026 model
since the nineteen eighties | since the 1980s
in two thousand places | in 2,000 places
from nineteen ninety to two thousand and ten | from 1990 to 2010
call me at three thirty p m | call me at 3:30 PM
at ten o'clock tomorrow | at 10:00 tomorrow
it opens at nine a m and closes at five p m | it opens at 9 AM and closes at 5 PM
the meeting is at three thirty | the meeting is at 3:30
between nine fifteen and eleven forty five | between 9:15 and 11:45
at seven oh five pm sharp | at 7:05 PM sharp
see you at twelve thirty. | see you at 12:30.
it's eleven p.m. here | it's 11 PM here
from nine to five
ten o clock is fine | 10:00 is fine
i think i am the one am i not
we are open until nine thirty p m. | we are open until 9:30 PM.
you get fifty percent off | you get 50% off
three point five per cent interest | 3.5% interest
one hundred percent sure | 100% sure
i am a hundred percent sure | i am 100% sure
five to ten percent of users | 5 to 10% of users
Five percent, maybe six percent. | 5%, maybe 6%.
zero percent financing | 0% financing
point five percent | 0.5%
it uses five gigabytes | it uses 5 GB
fifty megabits per second is slow | 50 Mbps is slow
drive five kilometres north | drive 5 kilometres north
take five hundred milligrams | take 500 mg
it's twenty two degrees | it's 22 degrees
six feet two
a sixteen gigabyte stick | a 16 GB stick
three point one four | 3.14
version two point oh | version 2.0
version ten point one five | version 10.15
at this point five people left
the point one makes
my order is four two seven one | my order is 4271
order number forty two seventy one | order number 4271
extension five oh five | extension 505
call nine one one | call 911
error four oh four | error 404
the code is double five three nine | the code is 5539
reference eight eight one triple two | reference 881222
call eight hundred five five five one two one two | call 8005551212
two one two five five five oh one three four | 2125550134
testing one two three
one two three four five go
ticket four, two, seven, one. | ticket 4271.
flight eighteen forty two | flight 1842
room two oh four | room 204
seven eleven is around the corner
he's in his twenties
the twenty third attempt failed | the 23rd attempt failed
her tenth call today | her 10th call today
the fifth one works
our twenty fifth anniversary | our 25th anniversary
the hundred and first time | the 101st time
the twentieth century | the 20th century
a twenty second delay | a 20 second delay
the twenty second of april | 22 April
a thirty second call | a 30 second call
a tenth of it
twenty twenty one was hard | 2021 was hard
five um percent off | 5% off
double check that please
a triple room for four
my account has zero dollars | my account has $0
i called four times in twelve days | i called four times in 12 days
we ordered two, four, and sixteen. | we ordered 2, 4, and 16.
pay forty dollars by may first | pay $40 by May 1
three hundred thousand five hundred and seven | 300,507
you have fifteen minutes left on page nine | you have 15 minutes left on page nine
i need a size ten shoe | i need a size 10 shoe
may i have one
two twenty dollar bills | two $20 bills
plan b costs ten ninety five a month | plan b costs $10.95 a month
it is minus five degrees | it is minus 5 degrees
fourteen hundred calls a day | 1,400 calls a day
hold on one sec
the three of you
""")

UNSEEN: Final = _sentences("""
we sold four hundred and ten units last week | we sold 410 units last week
there were seventeen callers ahead of me | there were 17 callers ahead of me
Forty-two agents work here. | 42 agents work here.
my daughter is six
it took thirty to forty minutes to get through | it took 30 to 40 minutes to get through
my household has five or six devices
the warehouse holds ninety thousand pallets | the warehouse holds 90,000 pallets
we process three million calls a year | we process 3 million calls a year
five hundred and sixty seven thousand eight hundred and ninety | 567,890
it's been a thousand years
there must be a hundred and fifty of them | there must be 150 of them
nobody needs two of these
which one do you mean
i want the blue one and the red one
one by one they left
give me one second
second of all i was never told
third time lucky
everyone and no one
that was the last one
there is only one left
this one has twenty buttons | this one has 20 buttons
two heads are better than one
oh no not again
oh okay and then what
to be or not to be
it is a fifty fifty split
our support is available twenty four seven. | our support is available 24/7.
half of one percent | half of 1%
three and a half weeks ago
a quarter of the calls drop
two fifths of the total
it cost me eighty nine ninety five | it cost me $89.95
that will be thirty four dollars and fifty cents please | that will be $34.50 please
you were charged twelve forty nine twice | you were charged $12.49 twice
seventy five cents a minute | $0.75 a minute
I paid three hundred dollars. | I paid $300.
it's sixty pounds a year | it's £60 a year
a fifty euro voucher | a €50 voucher
i lost ten pounds last month | i lost 10 pounds last month
forty bucks is a lot | $40 is a lot
ten thousand dollars in damages | $10,000 in damages
it was two dollars ninety nine | it was $2.99
four million euros | €4 million
the balance is eleven dollars and five cents | the balance is $11.05
we meet on september ninth twenty twenty five | we meet on September 9, 2025
my contract ends on the thirtieth of november | my contract ends on 30 November
it started on april second | it started on April 2
on the fourteenth of february two thousand and twenty four | on 14 February 2024
February twenty-eighth is the last day. | February 28 is the last day.
from july first to july fifteenth | from July 1 to July 15
you may third party apps install
they may two or three times call
i signed up in november twenty nineteen | i signed up in November 2019
he was born in nineteen seventy three | he was born in 1973
since twenty fifteen i have been a customer | since 2015 i have been a customer
in two thousand and twelve we moved | in 2012 we moved
in the nineteen sixties | in the 1960s
until nineteen ninety eight | until 1998
let's say four forty five p m | let's say 4:45 PM
the technician comes between eight a m and noon | the technician comes between 8 AM and noon
tomorrow at two fifteen | tomorrow at 2:15
around six o'clock | around 6:00
we close at eight thirty on fridays | we close at 8:30 on fridays
it was one a.m. when it rang | it was 1 AM when it rang
can we do eleven thirty a m instead? | can we do 11:30 AM instead?
a quarter past two
we need fifteen percent more staff | we need 15% more staff
inflation is two point one percent | inflation is 2.1%
ninety nine point nine percent uptime | 99.9% uptime
about twenty per cent, I think. | about 20%, I think.
two hundred and fifty six megabytes of memory | 256 MB of memory
one gigabit per second | 1 Gbps
the router is ten metres away | the router is 10 metres away
three miles down the road | 3 miles down the road
a point three increase
the score was four point eight | the score was 4.8
confirmation number seven seven three oh nine | confirmation number 77309
your case number is one eight four six two | your case number is 18462
my zip is nine oh two one oh | my zip is 90210
dial zero for an operator
apartment twelve oh six | apartment 1206
press two for billing
the password hint is one two buckle my shoe
unit forty four | unit 44
the thirty first is too late | the 31st is too late
for the eleventh time | for the 11th time
the third option and the fourth
our fiftieth store | our 50th store
a forty five second wait | a 45 second wait
he came in one hundred and third | he came in 103rd
you have twenty er six days left | you have 26 days left
forty. Two of them work. | 40. Two of them work.
model three hundred | model 300
""")
