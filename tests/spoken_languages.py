"""What people say on calls, in eight languages: short and bare, as recognisers write it."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, tuple[str, ...]]] = {
    language: tuple(line.strip() for line in lines.strip().splitlines())
    for language, lines in {
        "en": """
            good morning how can i help you
            i have a question about my last bill
            could you hold the line for a moment please
            the parcel was supposed to arrive on tuesday
            i would like to cancel my subscription
            no that is not what i ordered
            my internet has been down since yesterday evening
            can you spell your last name for me
            let me check that with my colleague
            i have already paid this twice
            is there anything else i can do for you today
            somebody will call you back before five
            thank you for your patience
        """,
        "es": """
            buenos días en qué puedo ayudarle
            tengo una pregunta sobre mi última factura
            puede esperar un momento por favor
            el paquete tenía que llegar el martes
            quiero cancelar mi suscripción
            no eso no es lo que pedí
            no tengo internet desde ayer por la tarde
            me puede deletrear su apellido
            déjeme consultarlo con mi compañera
            esto ya lo he pagado dos veces
            puedo hacer algo más por usted hoy
            alguien le llamará antes de las cinco
            gracias por su paciencia
        """,
        "fr": """
            bonjour comment puis-je vous aider
            j'ai une question sur ma dernière facture
            pouvez-vous patienter un instant s'il vous plaît
            le colis devait arriver mardi
            je voudrais résilier mon abonnement
            non ce n'est pas ce que j'ai commandé
            je n'ai plus internet depuis hier soir
            vous pouvez épeler votre nom de famille
            laissez-moi vérifier avec ma collègue
            j'ai déjà payé ça deux fois
            est-ce que je peux faire autre chose pour vous
            quelqu'un vous rappellera avant cinq heures
            merci de votre patience
        """,
        "de": """
            guten morgen wie kann ich ihnen helfen
            ich habe eine frage zu meiner letzten rechnung
            bleiben sie bitte einen moment in der leitung
            das paket sollte am dienstag ankommen
            ich möchte meinen vertrag kündigen
            nein das habe ich nicht bestellt
            seit gestern abend geht mein internet nicht
            können sie bitte ihren nachnamen buchstabieren
            das kläre ich kurz mit meiner kollegin
            das habe ich schon zweimal bezahlt
            kann ich sonst noch etwas für sie tun
            jemand ruft sie vor fünf uhr zurück
            vielen dank für ihre geduld
        """,
        "hi": """
            नमस्ते मैं आपकी क्या मदद कर सकता हूँ
            मुझे अपने पिछले बिल के बारे में पूछना है
            कृपया एक मिनट लाइन पर रहिए
            पार्सल मंगलवार को आना था
            मैं अपना सब्सक्रिप्शन बंद करना चाहती हूँ
            नहीं मैंने यह ऑर्डर नहीं किया था
            कल शाम से मेरा इंटरनेट नहीं चल रहा
            क्या आप अपना उपनाम बता सकते हैं
            मैं अपने साथी से पूछ कर बताता हूँ
            मैंने इसका भुगतान दो बार कर दिया है
            क्या मैं आपके लिए कुछ और कर सकता हूँ
            पाँच बजे से पहले कोई आपको फ़ोन करेगा
            आपके धैर्य के लिए धन्यवाद
        """,
        "it": """
            buongiorno come posso aiutarla
            ho una domanda sulla mia ultima bolletta
            può attendere un attimo in linea per favore
            il pacco doveva arrivare martedì
            vorrei disdire il mio abbonamento
            no non è quello che ho ordinato
            da ieri sera non mi funziona internet
            mi può dire il suo cognome lettera per lettera
            mi faccia chiedere alla mia collega
            questo l'ho già pagato due volte
            posso fare altro per lei oggi
            qualcuno la richiamerà prima delle cinque
            grazie per la pazienza
        """,
        "pt": """
            bom dia em que posso ajudar
            tenho uma dúvida sobre a minha última conta
            pode aguardar um momento por favor
            a encomenda devia ter chegado na terça-feira
            eu queria cancelar a minha assinatura
            não isso não é o que eu pedi
            estou sem internet desde ontem à noite
            o senhor pode soletrar o seu sobrenome
            deixa eu confirmar com a minha colega
            já paguei isso duas vezes
            posso fazer mais alguma coisa pela senhora
            alguém vai ligar antes das cinco
            obrigado pela sua paciência
        """,
        "nl": """
            goedemorgen waarmee kan ik u helpen
            ik heb een vraag over mijn laatste rekening
            kunt u even aan de lijn blijven
            het pakket zou dinsdag aankomen
            ik wil graag mijn abonnement opzeggen
            nee dat heb ik niet besteld
            mijn internet doet het niet sinds gisteravond
            kunt u uw achternaam voor mij spellen
            ik vraag het even aan mijn collega
            dit heb ik al twee keer betaald
            kan ik verder nog iets voor u doen
            iemand belt u terug voor vijf uur
            bedankt voor uw geduld
        """,
    }.items()
}
"""Thirteen each, of the same matters."""
