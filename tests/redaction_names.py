"""Names of people, streets and places for made-up calls: common ones, from many languages, some of them also words."""

from __future__ import annotations

FIRST = (
    "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph "
    "Jessica Thomas Sarah Karen Nancy Daniel Lisa Matthew Betty Anthony Margaret Mark Sandra Donald Ashley Steven "
    "Kimberly Andrew Emily Paul Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Melissa George Deborah Timothy "
    "Stephanie Ronald Rebecca Jason Laura Edward Helen Jeffrey Sharon Ryan Cynthia Jacob Kathleen Gary Amy Nicholas "
    "Angela Eric Shirley Jonathan Anna Stephen Brenda Larry Pamela Justin Emma Scott Nicole Brandon Samantha Priya "
    "Rahul Ananya Mohammed Fatima Aisha Wei Ling Hiroshi Yuki Carlos Maria Jose Lucia Diego Ingrid Lars Olga Dmitri "
    "Chidi Ngozi Kwame Siobhan Niamh Grace Rose Will Bill Frank Faith Hope April June Grant Chase Art Dawn Joy"
).split()
LAST = (
    "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson "
    "Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson "
    "Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell "
    "Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Patel "
    "Singh Khan Chen Wang Kim Tanaka Schmidt Müller Kowalski Okafor Mensah O'Brien O'Connor McDonald Fitzgerald "
    "Petrov Ivanova Rossi Bianchi Dubois Lefevre Jansen Haddad Cohen Goldberg Whitaker Pemberton Blackwood Fernsby"
).split()
STREETS = (
    "Oak|Maple|Main|Cedar|Elm|Washington|Lake|Pine|Park|Sunset|Lincoln|Jackson|Church|River|Highland|Willow|Franklin|"
    "Jefferson|Chestnut|Spring|Madison|Walnut|Meadow|Forest|Dogwood|Hickory|Victoria|Station|Mill|King|Queen|High|"
    "Green|Manor|Beaumont|Orchard|Old Mill|Cherry Tree|Martin Luther King|Peach Tree|Rose Hill|Saint James"
).split("|")
STREET_KINDS = "street street street avenue avenue road road drive lane court place boulevard way terrace".split()
CITIES = (
    "Springfield|Chicago|Boston|Dallas|Portland|Denver|Seattle|Austin|Phoenix|Columbus|Manchester|Leeds|Bristol|"
    "Cambridge|Brighton|Toronto|Vancouver|San Diego|New York|Salt Lake City|Baton Rouge|Newcastle|Glasgow|Reading"
).split("|")
STATES = "Illinois|Massachusetts|Texas|Oregon|Colorado|Washington|California|Ohio|New York|Florida".split("|")
DOMAINS = (
    "gmail.com gmail.com gmail.com yahoo.com outlook.com hotmail.com icloud.com aol.com comcast.net btinternet.com "
    "yahoo.co.uk protonmail.com gmx.de live.com"
).split()
SITES = "example.com acmebank.com northwind.net portal.example.org account.contoso.com".split()
SECRET_WORDS = (
    "sunshine pineapple tiger rainbow monkey dragon buttercup snowflake liverpool chocolate midnight thunder pumpkin "
    "cinnamon lighthouse marigold elephant starfish blueberry wolverine bicycle penguin"
).split()
