"""Words that tell nothing of what is talked about: articles, pronouns, prepositions, conjunctions, auxiliaries.

Closed classes, and the verbs and adverbs that conversation is full of. By language, in lower case as recognisers write
them.
"""

from __future__ import annotations

from typing import Final

FUNCTION_WORDS: Final[dict[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": """
            a an the this that these those that's there's here's it's what's who's let's where's how's
            i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself
            it its itself they them their theirs themselves one ones someone somebody anyone anybody everyone everybody
            nobody something anything everything nothing each every both all any some none no not much many more most
            few less little other another others such same own
            i'm i'd i've i'll we're we'd we've we'll you're you'd you've you'll he's he'd he'll she's she'd she'll it'll
            they're they'd they've they'll
            of to in on at for from with by as about into over under out off up down before after between through during
            until till since without within against around above below across along behind beside near onto upon
            and or but if so than then because although though while unless whether nor yet when where why how who whom
            whose which what
            am is are was were be been being isn't aren't wasn't weren't have has had having haven't hasn't hadn't do
            does did done doing don't doesn't didn't can could can't cannot couldn't will would won't wouldn't shall
            should shouldn't may might must need ought used gonna wanna gotta
            just only also too very really quite even still already always never again ever maybe perhaps well now here
            there away back else enough rather almost actually basically right okay ok yes yeah no please thanks thank
            alright sure oh um uh er hmm mhm hello hi bye sorry
            get gets got getting go goes going went gone come comes coming came take takes took taken taking give gives
            gave given make makes made making put puts say says said saying tell tells told see sees saw seen look looks
            know knows knew think thinks thought want wants wanted like likes mean means let lets keep keeps try tried
            thing things stuff way bit lot lots kind sort
            zero one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty
            seventy eighty ninety hundred thousand first second third last next
            good morning afternoon evening today tomorrow yesterday calling speaking help
        """,
        "es": """
            el la los las lo un una unos unas este esta esto estos estas ese esa eso esos esas aquel aquella
            yo me mi mí mis mío tú te ti tu tus usted ustedes él ella ello ellos ellas le les se su sus nos nosotros
            nuestro nuestra vuestro alguien algo nadie nada todo toda todos todas cada otro otra otros otras mismo
            misma mucho mucha muchos poco más menos muy tan tanto
            de del a al en con por para sin sobre entre desde hasta hacia según durante contra tras ante
            y e o u ni pero sino que porque pues si como cuando donde dónde cuándo cómo quién qué cuál cual aunque
            mientras entonces
            soy eres es somos son era eran fue fueron ser sido estoy está están estaba estar estado he has ha hemos han
            había haber hay tengo tiene tienen tenía tener hago hace hacer hacen hizo puedo puede pueden poder quiero
            quiere querer voy va van vamos ir debe deber
            no sí ya ahora aquí ahí allí también tampoco solo sólo siempre nunca bien mal así luego después antes
            bueno vale gracias favor claro hola pues eh este
            digo dice decir ver cosa cosas uno dos tres
        """,
        "fr": """
            le la les l un une des du de d ce cet cette ces ça cela ceci
            je j me m moi mon ma mes tu te t toi ton ta tes il elle on lui se s soi son sa ses nous notre nos vous votre
            vos ils elles eux leur leurs y en qui que qu quoi dont où quel quelle quels rien personne tout toute tous
            toutes chaque autre autres même mêmes plusieurs quelque quelques peu plus moins très trop beaucoup
            à au aux dans sur sous avec sans pour par entre vers chez depuis pendant avant après contre jusque
            et ou mais donc or ni car si comme quand lorsque parce puisque alors
            suis es est sommes êtes sont était étaient être été ai as a avons avez ont avait avoir eu c'est j'ai il y'a
            fais fait faire font peux peut pouvez pouvoir veux veut vouloir voudrais vais va vont aller dois doit devoir
            faut c'était qu'il qu'elle d'un d'une l'on n'est n'ai
            ne n pas non oui ici là aussi encore toujours jamais bien mal maintenant déjà puis ensuite voilà
            bon d'accord merci bonjour euh ok
            dire dit voir chose choses un deux trois
        """,
        "de": """
            der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem jener
            ich mich mir mein meine meinen meinem meiner du dich dir dein deine er ihn ihm sein seine sie ihr ihnen ihre
            ihren ihrem es wir uns unser unsere man sich wer wen wem was welche welcher jemand niemand etwas nichts
            alles alle jeder jede jedes andere anderen viel viele wenig mehr sehr selbst
            in im an am auf aus bei beim mit nach von vom zu zum zur über unter vor hinter neben zwischen durch für
            gegen ohne um bis seit während
            und oder aber denn sondern wenn weil dass ob als wie wo wann warum also damit
            bin bist ist sind war waren sein gewesen habe hast hat haben hatte hatten gehabt werde wird werden wurde
            worden kann können konnte könnte will wollen wollte soll sollen sollte muss müssen musste darf dürfen mag
            möchte möchten geht gehen gibt gab machen macht gemacht
            nicht kein keine keinen ja nein doch nur auch noch schon immer wieder nie hier da dort jetzt dann so mal
            ganz gut genau eben halt bitte danke okay ok äh ähm hallo
            sagen sagt gesagt sehen ding sache eins zwei drei
        """,
        "hi": """
            मैं मुझे मुझको मेरा मेरी मेरे हम हमें हमारा हमारी हमारे तू तुम तुम्हें आप आपको आपका आपकी आपके वह वो उसे उसको उसका उसकी उसके
            वे उन उन्हें उनका उनकी उनके यह ये इस इसे इसका इसकी इसके इन उस जो जिस कोई कुछ सब सभी हर कौन क्या कब कहाँ कहां क्यों
            कैसे कितना कितने कितनी अपना अपनी अपने
            का की के को से में पर तक ने लिए साथ बाद पहले बिना द्वारा और या लेकिन मगर पर कि अगर तो जब तब क्योंकि भी ही
            है हैं हूँ हूं हो था थी थे होगा होगी होता होती होते हुआ हुई हुए होना कर करें करना करके करते करता करती किया की गया गई गए
            जा जाता जाती जाना रहा रही रहे सकता सकती सकते चाहिए चाहता चाहती दे दें दिया देना लें लिया लेना
            नहीं न ना हाँ हां जी अब यहाँ यहां वहाँ वहां फिर बहुत थोड़ा बस ठीक अच्छा एक दो तीन बात
        """,
        "it": """
            il lo la i gli le un uno una questo questa questi queste quello quella quelli quelle ciò
            io mi me mio mia miei mie tu ti te tuo tua lui lei suo sua suoi sue noi ci nostro nostra voi vi vostro loro
            si ne chi che cosa quale quali niente nulla tutto tutta tutti tutte ogni altro altra altri stesso molto
            molti poco più meno tanto
            di del dello della dei degli delle a al allo alla ai agli alle da dal dalla dai in nel nella nei nelle con
            su sul sulla per tra fra senza sopra sotto dopo prima durante contro fino
            e ed o ma però se come quando dove perché quindi allora mentre anche
            sono sei è siamo siete era erano essere stato stata ho hai ha abbiamo avete hanno aveva avere faccio fa fare
            fatto posso può possono potere voglio vuole volere vorrei vado va vanno andare devo deve dovere
            non no sì qui qua lì là ora adesso già ancora sempre mai bene così poi solo ecco va grazie buongiorno
            dire dice vedere cose uno due tre
        """,
        "pt": """
            o a os as um uma uns umas este esta isto estes estas esse essa isso aquele aquela aquilo
            eu me mim meu minha meus minhas tu te ti teu tua você vocês ele ela eles elas lhe lhes se seu sua seus suas
            nós nos nosso nossa quem que quê qual quais alguém algo ninguém nada tudo todo toda todos todas cada outro
            outra outros mesmo mesma muito muita muitos pouco mais menos tão tanto
            de do da dos das em no na nos nas num numa a ao à aos às por pelo pela para pra com sem sobre entre desde
            até contra durante após
            e ou mas porém porque pois se como quando onde enquanto então
            sou é somos são era eram foi foram ser sido estou está estão estava estar tenho tem têm tinha ter tive há
            havia haver faço faz fazer fez posso pode podem poder quero quer querer queria vou vai vão vamos ir devo
            deve não sim já agora aqui aí ali lá também só sempre nunca bem assim depois antes ainda bom obrigado
            obrigada olá tá né
            dizer diz ver coisa coisas um dois três
        """,
        "nl": """
            de het een dit dat deze die
            ik me mij mijn je jij jou jouw u uw hij hem zijn zij ze haar wij we ons onze jullie hun hen zich wie wat
            welke iemand niemand iets niets alles alle elke ieder andere ander zelf veel weinig meer minder heel erg
            in op aan uit bij met naar van voor over onder door tegen zonder om tot sinds tussen na tijdens te
            en of maar want als dan omdat dus toen terwijl hoe waar wanneer waarom
            ben bent is was waren geweest heb hebt heeft hebben had hadden gehad word wordt worden werd kan kunnen kon
            kunt wil willen wilde wou zal zullen zou zouden moet moeten moest mag mogen ga gaat gaan ging doe doet doen
            gedaan
            niet geen ja nee ook nog al wel maar altijd weer nooit hier daar er nu zo even toch gewoon eens goed oké ok
            hoor bedankt dank alsjeblieft hallo
            zeggen zegt gezegd zien ding één twee drie
        """,
    }.items()
}


def function_words(language: str) -> frozenset[str]:
    """Those of a language, by its BCP 47 tag; none where they are not known."""
    return FUNCTION_WORDS.get(language.casefold().split("-")[0], frozenset())
