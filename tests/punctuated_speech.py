"""Dialogues as people would write them down, and what an engine without punctuation and capitals makes of them.

SAMPLES are the references of include/sample_calls, punctuated by hand. DIALOGUES were written before the rules of
`callscribe.polish.punctuation`, which were set with them and SAMPLES in view; UNSEEN at the same time, and no rule was
changed for them. A line is one turn. No engine heard any of this: pauses are drawn (`spoken`).
"""

from __future__ import annotations

import random
from typing import Final

from callscribe.transcript.words import Word

RUN_ON: Final = 0.25
"""Share of sentences of one turn that follow each other without a pause (estimate)."""

SENTENCE_PAUSE_S: Final = 0.55
"""Median pause between two sentences of one turn: pauses of spontaneous speech are 0.2 to 1 s for the most part, a few
longer (Campione and Véronis 2002, "A large-scale multilingual study of silent pause duration")."""

HESITATION: Final = 0.06
"""Share of the places inside a sentence where a speaker hesitates, 0.2 to 0.9 s (estimate)."""

SAMPLES: Final = {
    "call-0001": """
Hello and welcome to Harbor Bank. My name is Daniel. How can I help you today?
Um hello. I was looking at my statement and there is a charge on it that I do not know.
I am sorry to hear that. Can you read me the number on your card please?
Yes it is uh four one one one one one one one one one one one one one one one.
I have found your card. Which charge is it?
It is for eighty four dollars and fifty cents. It was on the twenty second of October at a store in Chicago.
I can see that charge. I am going to stop this card now and we will send a new one to your home.
Uh huh.
The new card should be with you in five working days.
And um will I get my money back?
Yes. We return the eighty four dollars and fifty cents today while we look into it. \
What is the best number to reach you?
Uh four one five five five five zero one four two.
So that is four one five five five five zero one four two. Is there anything else I can do for you?
No that is all. Thank you very much for your help.
You are welcome. Have a good day.
""",
    "call-0002": """
Good morning. You have reached Blue River Travel. My name is Susan. What can I do for you?
Good morning. I um I have a flight to Denver on Friday and I need to change it to the next week.
Of course. Which day would you like to travel?
Monday the sixteenth of November in the morning if there is a seat.
Let me see. There is a flight at seven thirty in the morning and another one at ten fifteen.
Uh the second one please. How much does it cost to change?
The change costs sixty dollars. We can send the new ticket to your phone. What is your number?
It is three one two five five five zero one seven eight.
Thank you. You will have the ticket in a few minutes. Have a good trip to Denver.
Thank you Susan. Goodbye.
""",
    "call-0003": """
Good afternoon. This is the Green Street Medical Center. How can I help you?
Hello. I would like to see the doctor about um about the pain in my back.
Can you tell me your date of birth?
Yes it is the third of March nineteen seventy one.
Thank you. The doctor can see you on Thursday the fifth of November at nine o'clock.
Uh I have to work in the morning. Is there something later in the day?
Yes there is a place at half past four.
That would be good. Thank you.
""",
    "call-0004": """
Hello and welcome to Central Telephone. You are speaking with Daniel.
Hello. The internet in my house has been down since yesterday. I um I work from home so this is a problem for me.
I understand and I am sorry about that. Can you give me your account number please?
Yes it is uh seven three zero two six four nine one eight.
Thank you. I would like to run a test on your line. It takes a few seconds. Please hold.
Sure.
Thank you for holding. The test shows that the signal is very weak so the problem is outside of your house.
I see. So what happens now?
We will send an engineer tomorrow between eight and twelve o'clock. You do not have to be at home.
And um do I have to pay for that?
No. You do not have to pay anything. We will also take fifteen dollars from your bill for November.
That is very kind. Thank you for your help.
You are welcome. I hope you have a good day.
""",
    "call-0005": """
Good afternoon. This is Valley Power and Light. How may I help you?
Hello. My bill is too high this month.
Let me look at that for you. I see a bill of two hundred and twelve dollars for October. Is that the one?
Yes that is the one.
In September it was only ninety six dollars. Did you um did you use more power than usual?
No I was away for two weeks.
Then I believe the meter was not read correctly. Could you read the number to me when you are back at home?
Yes I can do that this evening.
Very good. Until then you do not have to pay the bill. We will send you a new one before the twentieth of November.
Thank you very much.
Thank you for calling. Goodbye.
""",
    "call-0006": """
Thank you for calling the Lake View Hotel. How can I help you?
Hello. I would like a room for two people um from the tenth to the twelfth of December.
For two nights we have a room with a view of the lake for one hundred and forty dollars a night.
That sounds good. Is breakfast included?
Yes it is. May I have your name please?
My name is Jane Doe.
Thank you. And where can we send the confirmation?
You can send it to uh Jane dot Doe at example dot com.
That was Jane dot Doe at example dot com. Is that right?
Yes that is right.
Thank you. We look forward to seeing you in December.
""",
    "call-0007": """
Good morning. I am calling from the furniture store about the table that you bought on the twenty eighth of October.
Yes good morning.
The table is here and we would like to bring it to you this week. Would Friday afternoon be a good time for you?
Okay.
Um I am not at home on Friday. Can you come on Saturday?
We can. The driver will be there between ten and eleven o'clock in the morning.
Good. Please tell him to call me first at two one two five five five zero one nine six.
I have made a note of that. Thank you and have a good day.
Thank you. Goodbye.
""",
    "call-0008": """
Good afternoon. This is Karen from Oak Tree Insurance. I am calling about your car insurance.
Oh yes. I uh I think it ends this month.
That is right. It ends on the thirtieth of November. Would you like to continue for another year?
What is the price for the new year?
It is four hundred and twenty dollars. That is thirty dollars less than last year.
Good. Then I will pay for it now with my card.
Very good. Please read the number to me.
It is double five double five double five double five um double five double five double four double four.
When does your card expire?
It expires in September twenty twenty eight.
I also need the security code on the back of the card.
That would be seven three seven.
Everything is in order. The payment went through and your insurance is good until November of next year.
That was easy. Thank you Karen.
""",
}

DIALOGUES: Final = (
    """
Thanks for calling the help desk. What seems to be the problem?
My laptop won't turn on. I've tried everything. I held the power button for a minute and nothing happened.
Okay. Is the charging light on when you plug it in?
No it's completely dark.
Then it may be the charger. Do you have another one that you could try?
I don't think so. My wife has the same model but she's at work until six.
No problem. I can send you a new one. It should arrive on Wednesday.
That's great. What do I do with the old one?
You can throw it away. We don't need it back.
""",
    """
Hi this is the pharmacy on Main Street.
Hi I'm calling to see if my prescription is ready.
Sure. What's your last name?
It should be under my husband's name. He dropped it off on Monday.
I see it here. It's not ready yet because we're waiting for the doctor to approve it.
How long will that take?
Usually a day or two. We'll text you when it's done.
Can't you just call them? I really need it before the weekend.
I'll call them this afternoon. Is this the best number for you?
Yeah this one's fine. I appreciate it.
""",
    """
Reservations. How may I direct your call?
I'd like to book a table for Saturday.
How many people?
There will be six of us. Two of them are children.
We have a table at half past six or at eight. Which one do you prefer?
The early one. Do you have high chairs?
We do. I'll put two of them at your table. Does anyone have an allergy?
My daughter can't eat nuts.
I've made a note of it for the kitchen. See you on Saturday.
""",
    """
You've reached the billing department. Who am I speaking with?
I've been charged twice for the same month. I called last week and they told me it would be fixed but it's still there.
I'm so sorry about that. Let me pull up your account. Okay I see two payments in June. Did you change your card?
Yes I did. The old one expired in May.
That explains it. The system charged both cards. I'm going to refund the second one right now.
When will I see the money?
It takes three to five business days. You'll get an email as soon as it goes out.
And what if it doesn't show up?
Then call us back and ask for me. I'll take care of it personally.
""",
    """
Good evening. What's the address of the emergency?
There's no emergency. I just want to report a broken street light.
Okay I can help you with that. Where is it exactly?
It's in front of the library. It has been out for about two weeks and people can't see the stairs.
Has anyone been hurt?
Not that I know of. But it's only a matter of time.
We'll send somebody out on Tuesday. Would you like a reference number?
No thank you. I just wanted somebody to know.
""",
    """
I'm trying to cancel my membership.
I'm sorry to hear that. May I ask why you're leaving?
I moved to Canada in January and there's no gym near me.
I understand. You have a contract until March. Did you know that you can pause it instead?
What does that cost?
It's five dollars a month. You can start again whenever you want.
I don't want to pause it. I want to cancel it.
That's not a problem. I'll need the request in writing. You can send it by email or by letter.
Why can't you do it over the phone?
Because we need your signature. I know it's annoying.
Fine. I'll send it tonight.
""",
    """
Thank you for holding. I've spoken with my supervisor and we can offer you a discount.
How much of a discount?
Twenty percent for six months. After that it goes back to the normal price.
What happens after six months if I do nothing?
It renews at the normal price. We'll send you a reminder a month before.
Is that in addition to the loyalty bonus I already have?
No it replaces it. So you would save about eight dollars a month.
That's not a lot. Could you do any better?
I wish I could. That's the best offer I have right now.
Let me talk to my husband first. Can I call you back tomorrow?
Of course. I'm here until five. Just ask for the retention team.
""",
    """
Support. Have you tried turning it off and on again?
Yes I've done that three times. The red light keeps blinking.
Is it blinking fast or slow?
Pretty fast. It started yesterday after the storm.
I think the power supply is damaged. Do you still have the receipt?
I might have it somewhere. Does it matter?
If it's less than two years old we replace it for free. Otherwise you would have to buy a new one.
I bought it last August so that should be fine right?
Yes that's well within the warranty. I'll email you a label. Mail the box and we'll ship the new one the same day.
Perfect. You've been very helpful.
It was my pleasure. Take care.
""",
    """
Hello. Am I speaking with the owner of the house?
You are. Who is this?
I'm calling from the water company. We're going to work on the pipes in your street on Thursday.
Will the water be turned off?
Only in the morning. It should be back by noon.
Do I need to do anything?
You could fill a few bottles the evening before. When the water comes back it may be brown for a minute. That's normal.
Okay. Should I keep the kids home from school?
No that won't be necessary. Have a nice day.
""",
    """
How are you doing today?
I'm doing well. How about you?
I can't complain. I'm calling about the car you have for sale. Is it still available?
It is. A couple of people have asked about it but nobody has come to see it yet.
Has it ever been in an accident?
Never. I bought it new in Germany and I've taken good care of it.
What's the lowest you would go?
I'd rather not discuss that over the phone. Why don't you come by on Sunday?
Sunday works for me. What time should I be there?
Any time after ten. My German shepherd is friendly so don't be afraid.
""",
    """
I can't log in. It keeps telling me that my password is wrong.
Let's reset it then. Are you at your computer now?
I am.
Great. Click on the link that says forgot password. Do you see it?
Yes. Now it wants my email.
Go ahead and type it in. You should get a message in a minute or so. Did it arrive?
Not yet. Wait here it is. It says the link is good for an hour.
Click on it and choose a new password. It needs at least twelve characters.
Okay I'm in. That was easier than I thought.
""",
)

UNSEEN: Final = (
    """
Thanks for waiting. Are you still there?
Yes I'm still here. Did you find my order?
I did. It left the warehouse on Monday and it's on a truck right now. You should have it by Thursday.
It was supposed to be here last Friday. I took the day off work for it.
I apologize for that. There was a delay because of the snow. Would you like me to refund the shipping?
That would be nice. How will I get it?
It goes back to the card you used. Is there anything else?
No. Thanks for your help.
""",
    """
Veterinary clinic. How can we help?
My dog ate some chocolate. What should I do?
How much did he eat? And how heavy is he?
About half a bar. He weighs around thirty pounds.
Was it dark chocolate or milk chocolate?
It was milk chocolate. He seems fine so far but I'm worried.
I'd bring him in just to be safe. We're open until nine. Can you be here in twenty minutes?
Yes. I'm leaving now.
""",
    """
I got a letter that says my policy was cancelled. Why wasn't I told before?
Let me have a look. We sent you two reminders in April and one in July. Did you move recently?
I moved in February. I thought I'd changed my address everywhere.
It looks like we still have the old one. I can update it for you. What's the new address?
Before that I want to know if I'm covered. I had an accident yesterday.
I understand. Let me check with the claims team. Do you mind holding for a moment?
That's fine.
Thank you. I have good news. You were covered until midnight so the accident is included.
What a relief. I was so scared.
""",
    """
Hi. Do you speak Spanish?
I'm sorry I don't. I can get an interpreter on the line if you like.
No it's okay. My English is good enough. I want to send money to Mexico.
Sure. How much would you like to send?
Three hundred dollars. When will it arrive?
It takes about an hour. The fee is four dollars. Shall I go ahead?
Please. Does my brother need to bring anything?
He needs an ID and the code that I'll give you. Do you have something to write with?
Go ahead.
""",
    """
Who did you speak with the last time?
I don't remember her name. She was very polite. She said somebody would come and look at the heater.
And nobody came?
No. It's been three days. We have a baby in the house and it's freezing.
That's unacceptable. I'm going to send someone today. Will you be home between two and four?
We'll be here. Where else would we go?
I'll call you when he's on his way. In the meantime please don't use the gas stove to heat the room.
We won't. I know how dangerous that is.
""",
    """
So what can I expect on the first day?
You'll meet the team at nine. Then you get your laptop and your badge. Don't forget to bring your passport.
Do I need to wear a suit?
Not at all. Most of us wear jeans. I may be in a meeting when you arrive but Kelly will take care of you.
Sounds good. Where should I park?
There's a garage across the street. We pay for it. Just tell them which company you're with.
Great. I'm looking forward to it.
So are we. See you next Monday.
""",
)


def turns_of(dialogue: str) -> list[str]:
    """The turns, as written."""
    return dialogue.strip().splitlines()


def spoken(dialogue: str, seed: int) -> list[Word]:
    """The dialogue as an engine without punctuation and capitals hears it, the parties taking turns on two channels."""
    chance = random.Random(seed)
    words: list[Word] = []
    at_s = 0.5
    for turn, text in enumerate(turns_of(dialogue)):
        for token in text.split():
            bare = token.strip(".?!").lower()
            end_s = at_s + 0.1 + 0.05 * len(bare)
            words.append(Word(bare, at_s, end_s, confidence=0.9, channel=turn % 2))
            at_s = end_s + _pause_after(token, chance)
        at_s += chance.uniform(0.0, 0.6)
    return words


def written(dialogue: str) -> list[str]:
    """Its words as a person writes them down."""
    return [token for turn in turns_of(dialogue) for token in turn.split()]


def _pause_after(token: str, chance: random.Random) -> float:
    if token[-1] in ".?!" and chance.random() >= RUN_ON:
        return SENTENCE_PAUSE_S * chance.lognormvariate(0.0, 0.6)
    if token[-1] not in ".?!" and chance.random() < HESITATION:
        return chance.uniform(0.2, 0.9)
    return chance.uniform(0.0, 0.06)
