"""What people say on calls when they are pleased, displeased or neither, bare as recognisers write it."""

from __future__ import annotations

from typing import Final

PLEASED: Final = tuple(
    line.strip()
    for line in """
        oh that's wonderful thank you so much
        you've been really helpful i appreciate it
        perfect that works for me
        i'm so glad it's finally working again
        great i love the new design
        that's very kind of you
        excellent service as always
        i'm happy with that thanks
        oh brilliant that was quick
        fantastic you saved my day
        yes the technician was lovely and did a great job
        i'm really pleased with how this was handled
        awesome thanks for sorting that out
        no problem at all i don't mind waiting
        that's good news
        not bad at all i'm impressed
        i recommend you to all my friends
        it was the best experience i've had with any company
        the problem is solved thank you
        you are a star
    """.strip().splitlines()
)

DISPLEASED: Final = tuple(
    line.strip()
    for line in """
        this is ridiculous i've been waiting for an hour
        i'm very disappointed with your service
        nobody ever calls me back
        that's not good enough
        i want to speak to your manager right now
        it broke after two days and now you won't help me
        this is the third time i'm calling about the same thing
        i'm sick and tired of this
        you people are useless
        the driver was rude and threw the parcel over the fence
        i'm not happy with this at all
        that is a terrible answer
        you charged me twice and i'm angry
        i've lost all trust in this company
        what a waste of time
        it still doesn't work and i am frustrated
        this is unacceptable
        i hate these menus
        your colleague lied to me
        i'm really worried about my money
    """.strip().splitlines()
)

NEITHER: Final = tuple(
    line.strip()
    for line in """
        my account number is on the letter
        can you hold for a moment please
        the parcel comes on tuesday between eight and ten
        i moved to a new flat in march
        which color would you like
        it's the blue one with the two handles
        okay let me open your file
        i'm calling about my last bill
        the office is on the second floor
        could you spell that for me
        you can find the number on the back of the card
        he said he'd be there at nine
        the contract runs until the end of june
        i have two children and a dog
        so you press the button and then you wait
        that makes forty two pounds in total
        i'll transfer you to the claims department
        is this the same address as before
        yes i'm still here
        do you want it by email or by post
    """.strip().splitlines()
)
