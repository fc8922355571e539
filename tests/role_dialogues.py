"""Short calls written by hand, with many kinds of agents and customers, and what recognition makes of them.

DIALOGUES were written before the cues were, and the cues with them in view; UNSEEN after the cues, which were not
touched again for them. A line is `A:` (agent) or `C:` (customer).
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

from callscribe.transcript.words import Word

FULL_ROLES: Final = {"A": "agent", "C": "customer"}


@dataclass(frozen=True)
class Dialogue:
    name: str
    direction: str
    turns: tuple[tuple[str, str], ...]

    @property
    def roles(self) -> dict[str, str]:
        """Role by speaker label."""
        return {label: FULL_ROLES[label] for label, _ in self.turns}


def spoken(turns: tuple[tuple[str, str], ...], *, channels: dict[str, int] | None = None) -> list[Word]:
    """The turns one after another, three words a second; on mono unless told which label is on which channel."""
    words: list[Word] = []
    at_s = 0.5
    for label, text in turns:
        channel = channels[label] if channels else 0
        for token in text.split():
            words.append(Word(token, at_s, at_s + 0.3, channel=channel, speaker=str(channel) if channels else label))
            at_s += 1 / 3
        at_s += 0.4
    return words


def misheard(turns: tuple[tuple[str, str], ...], share: float, seed: int) -> tuple[tuple[str, str], ...]:
    """The turns with this share of their words lost, replaced or added, as often each as recognisers do."""
    chance = random.Random(seed)
    vocabulary = [word for dialogue in DIALOGUES for _, text in dialogue.turns for word in text.split()]
    heard = []
    for label, text in turns:
        tokens: list[str] = []
        for token in text.split():
            if chance.random() >= share:
                tokens.append(token)
                continue
            # substitutions are about two thirds of the errors on telephone speech, deletions a quarter
            kind = chance.choices(["replaced", "lost", "added"], [65, 25, 10])[0]
            if kind == "added":
                tokens.append(token)
            if kind != "lost":
                tokens.append(chance.choice(vocabulary))
        heard.append((label, " ".join(tokens)))
    return tuple(heard)


def _dialogues(direction: str, text: str) -> list[Dialogue]:
    found = []
    for block in text.strip().split("\n\n"):
        name, *lines = block.splitlines()
        turns = tuple((line[0], line[3:]) for line in lines)
        found.append(Dialogue(name.strip("# "), direction, turns))
    return found


_INBOUND = """
# late parcel
A: Thank you for calling Northgate Parcels, you're speaking with Priya. How can I help?
C: Hi, yeah, my package was supposed to come on Tuesday and it still isn't here.
A: I'm sorry about that. Do you have the tracking number?
C: It's on the email, hang on. Seven seven two four one nine.
A: Thanks. It's at the depot, it will go out tomorrow morning.
C: Okay. Thanks, bye.

# angry about a bill
A: Good afternoon, Meridian Mobile, Tom speaking.
C: I've been on hold for forty minutes. I was charged twice this month and nobody calls me back.
A: I do apologise for the wait. Let me pull up your account. What's the number you're calling about?
C: It's the one I'm calling from.
A: Okay, I see two payments here. I'll refund one of them today.
C: You'd better.

# hotel
A: Hello, Seaview Hotel reception.
C: Hello, I'd like to book a double room for the weekend after next.
A: Certainly. Friday to Sunday?
C: Yes please.
A: That would be two hundred and sixty pounds with breakfast. May I take your name?
C: Walters, with a W.

# dentist
A: Doctor Lee's office, this is Maria.
C: Hi Maria, I have an appointment tomorrow at ten and I can't make it.
A: No problem. Would you like to reschedule?
C: Yes, is there anything next week in the afternoon?
A: We have Wednesday at three fifteen.
C: Wednesday works, thank you.

# broadband down
A: Welcome to Fibrelink technical support, my name's Aaron, may I have your customer number please?
C: Uh I don't have it with me. My internet's been down since last night.
A: No worries, your postcode and the first line of your address will do.
C: Fourteen Hill Road, B S six.
A: Thank you. Have you tried restarting the router?
C: Twice.
A: I'm going to send an engineer. Is Thursday all right for you?
C: I suppose so.

# lost card
A: Harbour Credit Union card services, how may I assist you?
C: I think I lost my debit card at the airport.
A: I'm sorry to hear that. For security purposes, can you confirm your date of birth?
C: Ninth of June eighty four.
A: Thank you. I've blocked the card, and a new one is on its way.
C: How long does that take?
A: Five to seven business days.

# pharmacy
A: Corner Pharmacy.
C: Hi, I'm calling to see whether my prescription is ready.
A: What's the last name?
C: Okafor.
A: It's ready, you can pick it up any time before six.
C: Great, I'll come by after work.

# cancelling a gym
A: Thanks for calling Iron Works Fitness, this is Jade.
C: Hey, um, I want to cancel my membership.
A: Oh no. Can I ask why you're leaving us?
C: I'm moving to another city.
A: Understood. You have one month left on your contract.
C: But I was told I could stop any time.
A: Let me check with my supervisor, can you hold for a minute?
C: Fine.

# car insurance claim
A: Claims department, you're through to Ben.
C: Hello Ben, somebody hit my car in the supermarket car park.
A: Sorry to hear that, is everybody okay?
C: Yes, nobody was in it.
A: I'll open a claim for you. What's your policy number?
C: One moment. It's K four four two.
A: Our garage will be in touch to arrange the repair.

# wrong order
A: Hi there, thank you so much for calling Bella Pizza, what can I get for you?
C: I ordered forty minutes ago and they brought me the wrong pizza.
A: I'm really sorry about that, what did you order?
C: A large veggie with no olives.
A: We'll make a new one right away and it's free of charge.
C: Alright, appreciate it.

# airline
A: Thank you for holding, this is Cheryl with Skyline Airways reservations. Who am I speaking with?
C: This is Dan Brooks. My flight got cancelled and I need to get to Boston tonight.
A: Let me see what we have, Mister Brooks. Could I have your confirmation code?
C: P Q seven L M.
A: I can put you on the eight forty through Chicago. Would you like me to do that?
C: Yes, please, do that.
A: You're all set. Is there anything else I can do for you today?
C: No, that's it.

# bank balance, few words
A: First Plains Bank, how can I help you?
C: What's my balance?
A: May I have your account number?
C: Three three one nine zero.
A: You have four hundred and eleven dollars.
C: Thanks.

# business customer
A: Good morning, Delta Packaging customer service.
C: Morning, this is Rachel from Green Foods. We are still waiting for the boxes we ordered on the third.
A: Hi Rachel, one second, what's the order number?
C: Four five zero zero eight.
A: They left our warehouse yesterday, you should have them by noon.
C: Perfect, thanks a lot.

# utilities move
A: You've reached City Water, this is Gloria, are you calling about a new or an existing account?
C: New. We just bought a house and I need to set up service.
A: Congratulations. What's the service address?
C: Twelve Maple Court.
A: And when would you like it to start?
C: The first of the month.
A: All done. We'll mail you a welcome letter.

# phone shop upgrade
A: Hello and thanks for getting in touch with Vertex, my name is Leo.
C: Hello, I was wondering if I can upgrade my phone yet.
A: Let me have a look. You can upgrade from the twelfth of March.
C: And how much would the new one be?
A: On your plan it's nineteen ninety nine a month.
C: I'll think about it.

# software support
A: Support, Nina here, what seems to be the problem?
C: The program keeps crashing when I open a file.
A: Which version are you on?
C: Um, where do I see that?
A: Click on help and then about.
C: It says nine point two.
A: Okay, go ahead and install the update, that should fix it.
C: It's doing it now, thanks.

# refund dispute
A: Thanks for waiting, you're speaking to the complaints team.
C: I sent the shoes back three weeks ago and I never got my money.
A: I understand, that's frustrating. Can you give me your order reference?
C: S H five five one.
A: I can see it arrived on the ninth. I'll process your refund right now.
C: How long till it's on my card?
A: Three working days.

# travel agent, customer first
C: Hello, is that the travel agency?
A: It is indeed, good afternoon.
C: I'm phoning about my holiday to Crete, I still haven't received the tickets.
A: They'll be emailed to you a week before you travel.
C: Oh, I see, right.
A: Was there anything else?
C: No, that's all, cheers.
"""

_OUTBOUND = """
# delivery window
C: Hello?
A: Hello, is that Mrs Brown? I'm calling from Homestead Furniture about your sofa.
C: Oh yes, hello.
A: It has arrived and we'd like to deliver it on Thursday.
C: Thursday is no good, I'm at work.
A: Would Saturday morning suit you?
C: Yes, that's better.

# collections
C: Yeah, hello?
A: Good evening, may I speak with Mister Alvarez please?
C: Speaking.
A: This is Kevin from Lakeside Financial. This call is being recorded. I'm calling regarding your past due balance.
C: I already told you people I'll pay on Friday.
A: I see that note. Can we set up the payment now so that you don't get another call?
C: No, I get paid on Friday.

# sales
C: Hello.
A: Hi, my name's Amanda, I'm calling on behalf of Bright Solar. How are you today?
C: I'm fine, what's this about?
A: We're offering free quotes for homeowners in your area. Do you own your home?
C: I'm not interested, thank you.
A: No problem at all, have a great evening.

# clinic reminder
C: Hello, Frank Miller.
A: Hello Mister Miller, this is the Riverside Clinic, just a quick reminder of your appointment on Monday at nine.
C: Oh, thanks, I nearly forgot.
A: Please bring your insurance card and arrive ten minutes early.
C: Will do.

# fraud check
C: Hello?
A: Good morning, this is the fraud team at Union Trust. Am I speaking with Doctor Chen?
C: Yes.
A: We've noticed a payment of nine hundred dollars on your card. Did you make it?
C: No, I didn't, I've never heard of that shop.
A: Then I'll block the card and we will send you a new one.
C: Thank you for letting me know.

# survey
C: Hi.
A: Hi there, I'm calling from Metro Research, we're doing a short survey on public transport, do you have five minutes?
C: Uh, I guess so.
A: Great. How often do you take the bus?
C: Hardly ever, my wife takes it.
A: And how satisfied are you with the service?
C: I don't know, okay I suppose.

# callback on a ticket
C: Hello, Sam here.
A: Hi Sam, it's Julie from the help desk, you opened a ticket about your laptop.
C: Yes, it won't turn on, thanks for calling me back.
A: Is the light by the power button on?
C: No, nothing.
A: Then I'll send you a new charger today.
C: Thank you.

# insurance renewal
C: Hello?
A: Good afternoon, it's Peter from Crown Insurance, I'm ringing because your home policy is due for renewal.
C: Oh. Has it gone up again?
A: A little, to three hundred and ten pounds.
C: My neighbour pays less than that.
A: Let me see whether I can get you a better price.
C: Please do.
"""

# The cues were fixed when these were written.
_UNSEEN_INBOUND = """
# vet
A: Paws and Claws, good morning.
C: Morning. Our dog ate some chocolate and I don't know if I should bring him in.
A: How much did he eat, roughly?
C: Half a bar, about an hour ago.
A: Bring him straight over, we'll fit him in. What name is it under?
C: Biscuit, he's been to you before.

# tax office
A: Revenue helpline, Stephen speaking, could you give me your reference number please?
C: It's three eight one K. I got a letter and I don't understand it.
A: Right, I've got you. That's about last year's return, there's a figure missing on page two.
C: So what am I supposed to do now?
A: Just send us the figure in writing and we'll sort it out.
C: Will I have to pay a fine?
A: Not if we have it by the thirtieth.

# concert tickets
A: Box office, hi.
C: Hi, do you still have seats for Saturday?
A: A few in the upper circle. How many would you need?
C: Four together if possible.
A: I've got row M, forty two pounds each.
C: Go on then. Can I pay by card?
A: Of course, whenever you're ready, the long number on the front.

# washing machine warranty
A: Thank you for contacting Whiteline Appliances, you're through to Sunita.
C: Yes, the washing machine I bought from you in May is leaking all over the floor.
A: Oh dear. Let me take some details. What's the model number?
C: W L nine hundred.
A: That's still under warranty, so an engineer will come out free of charge.
C: When's the earliest?
A: Thursday between twelve and four.

# wrong department
A: Mortgages, this is Paul.
C: I've been transferred three times now. I only want to change my address.
A: Apologies for that, let me put you through to the right team.
C: Please don't cut me off again.
A: I'll stay on the line until they pick up.

# school office
A: Greenfield Primary, Mrs Ellis.
C: Hello, it's Jake's mum. He's got a temperature so he won't be in today.
A: Okay, thanks for letting us know. Which class is he in?
C: Year two, Miss Patel.
A: I'll pass it on. Hope he feels better soon.

# energy meter
A: Hello, you've got Danny at Spark Energy, what's your account number?
C: I've no idea. You people keep sending me estimated bills.
A: No bother, I can find you by postcode.
C: N one four two B P. I want somebody to come and read the meter.
A: I can book that for you, or you can give me a reading over the phone.
C: Hang on, I'm walking to the cupboard.

# taxi
A: City cabs, where to?
C: From the station to the Grand Hotel please, for two people.
A: What name?
C: Novak.
A: Ten minutes.
"""

_UNSEEN_OUTBOUND = """
# charity
C: Hello?
A: Hello there, it's Megan from the Children's Trust. You very kindly donated last year.
C: Yes I did.
A: I wanted to thank you and ask whether you'd consider a monthly gift.
C: Not at the moment, things are tight.
A: I completely understand. Thanks for your time.

# recruiter
C: Anna Schmidt.
A: Hi Anna, this is Rob from Talent Partners, have you got a moment?
C: Um, sure, what is it about?
A: I came across your profile and we have an opening that might interest you.
C: I'm quite happy where I am, actually.
A: Fair enough. May I send you the description anyway?

# garage
C: Yeah?
A: Hello, Star Motors here, your car's ready for collection.
C: Oh brilliant. What was wrong with it?
A: The front brakes were worn. It comes to two hundred and eighty with parts.
C: Ouch. What time do you close?
A: Half past five.

# missed payment
C: Hello.
A: Hello, am I through to Mister Osei? It's Laura from Pine Bank, just a courtesy call about your loan.
C: Okay.
A: The payment on the first didn't go through. Is everything all right?
C: I changed my job and my salary comes later now.
A: That's fine, we can move the date. Which day would suit you?
C: The tenth.
"""

DIALOGUES: Final = (*_dialogues("inbound", _INBOUND), *_dialogues("outbound", _OUTBOUND))
UNSEEN: Final = (*_dialogues("inbound", _UNSEEN_INBOUND), *_dialogues("outbound", _UNSEEN_OUTBOUND))
