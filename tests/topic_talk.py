"""Monologues whose topics are known: passages as people say them on calls, joined, with pauses put between.

The passages of one subject share their vocabulary, as the parts of one long explanation do; those of different subjects
share little. FITTED was used to find the weights in `callscribe.polish.paragraphs`, UNSEEN was not; the phrases that
announce paragraphs there were written with both in view.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

from callscribe.transcript.utterances import UTTERANCE_PAUSE_S, Utterance, split_utterances
from callscribe.transcript.words import Word

WORD_S: Final = 0.3
"""A word and the gap to the next: 200 words a minute within a phrase, as fluent speakers do (estimate)."""

SENTENCE_PAUSE_S: Final = 0.55
TOPIC_PAUSE_S: Final = 1.1
COMMA_PAUSE_S: Final = 0.25
PAUSE_SPREAD: Final = 0.6
"""Medians and the deviation of the logarithm. Pauses are log-normal, those between sentences mostly between 0.2 and 1 s
(Campione and Veronis 2002), and about twice as long where a new part of the discourse begins (Swerts 1997 measured
that they grow with the strength of the boundary); these figures are estimates in that range."""

Passages = dict[str, tuple[str, ...]]

FITTED: Final[Passages] = {
    "broadband": (
        "So the router should come in a small brown box. Take it out and plug the grey cable into the wall socket."
        " The other end goes into the port marked broadband on the back. Then press the power button and wait for"
        " about two minutes. The light on the front will flash orange, and when it's steady blue you're connected."
        " If the light stays orange, hold the reset button with a pin for ten seconds.",
        "Your bill will look a little different this month. It has a part charge from the day the line went live"
        " until the end of March, and then a full month in advance. That's why the first bill is forty one pounds"
        " instead of twenty eight. After that it's the same amount on the sixth of every month. You can pay it by"
        " direct debit, and you'd save two pounds if you did. The bill comes by email unless you ask for paper.",
        "The engineer needs to come out to move the master socket. He'll be there between eight and one on"
        " Thursday, and somebody over eighteen has to be in. Now he'll knock, and if nobody answers he leaves a"
        " card and we charge for a missed visit. He might have to drill through the wall, so check with the"
        " landlord. The visit usually takes an hour. He'll test the line before he goes.",
        "Another thing you have is the television package. That gives you sixty channels, and the sports ones are"
        " extra. You can record programmes and watch them later on the box. Kids' shows are locked with the code"
        " that you set. If you want films, there's a film pack that you can add for a month and drop again. Okay,"
        " and the box also works with your own streaming apps.",
    ),
    "insurance": (
        "I was driving home down Mill Lane at around half past five. It was raining and there was a queue at the"
        " lights. I'd stopped, and the van behind me just didn't. He went straight into the back of my car. The"
        " bumper's hanging off and the boot won't shut. The driver got out and said sorry, his foot slipped. A lady"
        " at the bus stop saw it all and she gave me her number.",
        "Next is the excess on your policy. That's the first two hundred and fifty pounds of any claim, which you"
        " pay yourself. There's a voluntary part of a hundred that you chose when you took the policy out. If the"
        " other side accepts the blame we get it back for you. So you'd pay the garage the excess and claim it from"
        " their insurer. Young drivers have a higher excess.",
        "We can arrange a hire car while yours is being mended. It'll be a small hatchback, unless you need seats"
        " for more than four. They deliver it to your door with a full tank and you give it back full. You'll need"
        " your licence and a card for the deposit. You keep the hire car until the garage calls you. And please"
        " don't take it abroad, the hire company doesn't allow that.",
        "With your renewal, the price goes up in June. Your no claims bonus drops from nine years to six after"
        " this. I can protect the bonus for eighteen pounds a year. If you add a second driver who's over thirty,"
        " the premium comes down. You can pay the premium monthly, but then there's interest on it. We send the"
        " renewal letter three weeks before.",
    ),
    "clinic": (
        "Before the blood test please don't eat anything for twelve hours. Water is fine, but no coffee and no"
        " juice. Take your blood pressure tablets as normal with a sip of water. The nurse takes two small tubes"
        " from your arm. It's done in five minutes. Drink plenty the evening before because it makes the veins"
        " easier to find. You can have breakfast right after the test.",
        "To get to us, come in by the main entrance on Albert Road. The car park is behind the building, and it's"
        " three pounds for two hours. There's a bus stop opposite, the forty two and the nine stop there. Take the"
        " lift to the second floor and turn left. The desk is at the end of the corridor. If you use a wheelchair,"
        " the side door has a ramp.",
        "Okay so your knee, the scan shows wear in the cartilage. There's no tear, which is good. The swelling is"
        " what hurts when you climb stairs. The physio will give you exercises to build up the muscle around the"
        " joint. Do them every day even when the knee is sore. If it's still swollen in six weeks, we talk about an"
        " injection into the joint.",
        "About the prescription, we send it straight to the pharmacy. They text you when it's ready to collect."
        " You get eight weeks of tablets at a time, and then you order the repeat in the app. Allow three working"
        " days for a repeat prescription. Now if you run out at a weekend, any pharmacy can give you an emergency"
        " supply. Bring the empty packet with you.",
    ),
    "moving": (
        "The lorry will be at yours by seven thirty in the morning. There are three men, and they load the heavy"
        " furniture first. Beds and wardrobes get taken apart the day before. Leave space in the street for the"
        " lorry, about twelve metres. The council can suspend parking bays for you. They'll wrap the sofa and the"
        " mattresses in plastic before they load.",
        "As for the packing, we give you fifty boxes in two sizes. Books go in the small ones and clothes in the"
        " large ones. Write the room on every box. Wrap plates one by one in paper and stand them on edge. So"
        " please don't pack any liquids or paint. We can also send two ladies to pack the whole kitchen for you,"
        " that's an extra day.",
        "I asked about storage because the new house isn't finished. You said it's a container that only I have"
        " the key to. It should be dry, my mother's piano goes in there. I'd need it from May until the builders"
        " leave. Could I visit the container at weekends? And what does it cost by the week if the builders take"
        " longer?",
        "The last thing is the payment. We take a deposit of twenty percent when you sign the quote. The rest is"
        " due the day before we move you. If you cancel more than ten days ahead you get the deposit back. Payment"
        " by bank transfer only, no cheques. The quote is good for thirty days. VAT is included in the quote.",
    ),
}

UNSEEN: Final[Passages] = {
    "travel": (
        "Your flight leaves Manchester at six ten on Saturday. You have to be at the airport two hours before."
        " Check in opens online the day before and you can choose seats there. One suitcase of twenty three kilos"
        " each is included. Hand luggage has to fit under the seat. If the flight is late by more than three hours,"
        " the airline owes you money.",
        "The hotel is five minutes from the beach. Your room is on the fourth floor with a balcony, and it has two"
        " double beds. Breakfast is from seven to ten in the garden. There's a pool for the little ones next to the"
        " bar. Now the hotel asks for a city tax of two euros a night when you leave. Towels for the pool are at"
        " reception.",
        "Moving on to the excursions. On Monday there's a boat trip around the islands with lunch on board. On"
        " Wednesday you can go up the volcano by cable car. Both excursions leave from outside the church at nine."
        " Wear proper shoes for the volcano, it's sharp rock. The boat doesn't sail if the wind is over force five.",
        "Check your passports, they have to be valid for three months after you come home. Children need passports"
        " of their own. You don't need a visa for under ninety days. If a passport is lost, the consulate writes"
        " you an emergency document. Make a photo of the page with your picture. Okay, and please enter the"
        " passport numbers on our website.",
    ),
    "bank": (
        "Somebody tried to use your card in Lisbon last night. It was for a laptop in an electronics shop. We"
        " stopped it because you'd paid in Leeds an hour earlier. The card's blocked now and a new one goes out in"
        " the post. It takes four working days. You'll see a shop refund for the small test payment they made"
        " first. Your PIN stays the same.",
        "So about the mortgage. Your fixed rate ends in September. After that you'd move to our standard rate,"
        " which is nearly double. You can choose a new fixed rate for two or five years from June. There's a fee of"
        " nine hundred for the lowest rate. With less than sixty percent of the house's value left to pay, you get"
        " the best rate. I'd do it before the summer.",
        "In the app you press the three lines at the top. Then there's a menu called savings goals. You give the"
        " goal a name and say how much you want to put aside. It rounds up what you spend and moves the pennies"
        " over. You can pause it any time. Some people have one goal for Christmas and one for the car.",
        "My father passed away in January and I'm the executor. I've got the death certificate and the will. He"
        " had an account with you and I think some premium bonds. The funeral director needs paying this week. Can"
        " you pay the funeral from his account before probate? My sister's name is in the will too, so does she"
        " have to sign?",
    ),
    "kitchen": (
        "Now the oven you ordered is out of stock. The maker says the end of the month. I can offer you the model"
        " above at the same price, it has a steam function. It's the same width so it fits the hole. Or you can"
        " cancel the oven and get your money back. The door on that one slides under, which people like.",
        "The worktop is real stone, so it needs care. Wipe up wine and lemon juice straight away, because they"
        " leave rings. Use a board for cutting, the stone blunts your knives. It's sealed when we fit it and you"
        " seal it again every second year. Hot pans are fine for a moment. We come and polish out scratches if"
        " there are any.",
        "The fitters start on the Monday and need eight days. The first day they rip out the old units. You won't"
        " have water from Tuesday to Thursday. The electrician comes on the third day for the sockets. Then the"
        " tiler comes last. Put dust sheets over whatever's next door. The fitters clear up every evening.",
        "Anyway, I wanted to complain about the drawers. Two of them stick and one has a dent in the front. I've"
        " rung three times and nobody rings back. I was promised a new front by the tenth. I took photos of the"
        " dent and emailed them. I'd like to speak to a manager, and I want something off the price for the"
        " trouble.",
    ),
    "software": (
        "The export fails when the report has more than a thousand lines. It says time out, and the file is empty."
        " It worked before the update last week. I tried another browser and it's the same. If I cut the report"
        " into months it goes through. My colleague gets the error too, so it isn't my laptop.",
        "Next I'd like to add four people to our account. They're in the sales team and only need to read. Each"
        " one needs a login of their own with the two step thing. What does a seat cost if we add it in the middle"
        " of the year? One person leaves in August, so can we give that seat to somebody else? Right now we have"
        " eleven seats.",
        "For the training we do three sessions online. The first session is an hour on the basics for everybody."
        " The second one is for the people who build dashboards. You get the recordings afterwards and a workbook."
        " So twelve people at most in a session, otherwise nobody asks questions. Our trainer is Priya and she's in"
        " the office in Leeds.",
        "About where things are stored, it's all in Frankfurt. Backups are kept for thirty five days in a second"
        " site. Everything is encrypted and we hold the keys, or you can bring your own. An auditor checks us every"
        " spring and I can send the certificate. If you leave, we delete it all within a month. Our privacy people"
        " can sign your agreement.",
    ),
}


@dataclass(frozen=True)
class Monologue:
    """A speaker's long turn.

    Attributes:
        words: In order.
        starts: Indices of the words that begin a passage, the first word excepted.
    """

    words: tuple[Word, ...]
    starts: frozenset[int]

    def utterances(self, pause_s: float = UTTERANCE_PAUSE_S) -> tuple[Utterance, ...]:
        """As calls are cut into them."""
        return split_utterances(self.words, pause_s=pause_s)[1]


def monologue(passages: Passages, seed: int, *, one_subject: bool, bare: bool) -> Monologue:
    """Three to six passages in any order.

    Args:
        passages: By subject.
        seed: Decides which, in which order, and the pauses.
        one_subject: All about one subject (so at most four), instead of a subject each that is not the last one's.
        bare: Without punctuation and capitals, as some recognisers write.
    """
    chance = random.Random(seed)
    chosen = _chosen(passages, chance, one_subject)
    words: list[Word] = []
    starts: set[int] = set()
    at_s = 0.5
    for passage in chosen:
        if words:
            at_s += chance.lognormvariate(0, PAUSE_SPREAD) * TOPIC_PAUSE_S
            starts.add(len(words))
        tokens = passage.split()
        for index, token in enumerate(tokens):
            shown = token.strip(".,?").casefold() if bare else token
            words.append(Word(shown, at_s, at_s + WORD_S - 0.05, speaker="A"))
            at_s += WORD_S
            if index + 1 < len(tokens) and token[-1] in ".?,":
                median_s = COMMA_PAUSE_S if token.endswith(",") else SENTENCE_PAUSE_S
                at_s += chance.lognormvariate(0, PAUSE_SPREAD) * median_s
    return Monologue(tuple(words), frozenset(starts))


def _chosen(passages: Passages, chance: random.Random, one_subject: bool) -> list[str]:
    count = chance.randint(3, 6)
    if one_subject:
        of_one = passages[chance.choice(sorted(passages))]
        return chance.sample(of_one, min(count, len(of_one)))
    chosen: list[str] = []
    last = ""
    while len(chosen) < count:
        subject = chance.choice([each for each in sorted(passages) if each != last])
        passage = chance.choice(passages[subject])
        if passage not in chosen:
            chosen.append(passage)
            last = subject
    return chosen
