"""Words for finding surnames and addresses, and words that are neither; lower case, no accents.

Written from general knowledge. The lists need not be complete, a cue or a capital letter does most of the work.
"""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(words.split())


def _tuple(words: str) -> tuple[str, ...]:
    return tuple(words.split())


PARTICLES = word_set("""
    't aan abou ait al ben bin d' da das de del della den der di do dos du el het in la le les op ould t te ten
    ter uit van von
""")
"""Words between first name and surname."""

WEAK_PARTICLES = word_set("""
    aan in op te uit
""")
"""Particles that count only before another particle: "in 't Veld"."""

COMMON_SURNAMES = word_set("""
    alaoui amrani arslan aslan aydin azzouzi bakkali bakker baldew beek benali berg blom boer bos bosch bosman
    bouali bouzid brink broek brouwer bruijn bruin celik cetin dam dekker demir dijk dijkstra dogan driessen
    evers fernandez garcia gerritsen gonzalez graaf groot haan haddad hendriks hermans heuvel hoekstra hofman
    huisman idrissi jacobs jansen jansens janssen jong jonker kaminski kara kartosen kaya khattabi kilic koc kok
    koning koster kowalski kramer kuiper kuipers kurt leeuwen lewandowski linden lopez maas martens martinez
    meer meijer meyer mohan molenaar mulder nowak ozdemir ozturk peeters pereira peters pinas polat postma prins
    ramdin rodriguez sahin sanders santos scholten schouten sewdien silva singh smit smits timmermans veen
    veenstra ven verhoeven vermeulen vink visser vliet vos vries wal willems wisniewski wit wojcik wolf yahyaoui
    yildiz yilmaz ziani zielinski
""")
"""Surnames that are recognised in lower case after a first name."""

SURNAME_ENDS = _tuple("""
    sen stra sma inga enga berg veld velt mans huis hoeve man oglu ski ska czyk wicz ova kamp aoui oudi ouri
    stein horst dijk daal broek boom schot dael haar hof hout beek kerk brink bosch ink zoon ters ens
""")
"""Ends of surnames, for a lower-case pair of which the first is a known first name."""

NOT_NAMES = word_set("""
    achter advocaat afdeling agent al allah alleen alles almelo almere alphen als alsjeblieft amersfoort
    amsterdam and apeldoorn april arabisch arnhem aruba assen aub augustus auto baas bang bedankt beetje belde
    belgie bellen belt bemiddelaar bemiddelen bemiddeling ben bergen bij blij boos bosch breda broer bus but
    buurman buurvrouw centrum christen client cliente collega curacao daar dacht dader dag dagen dan dank dat de
    december deed delft denkt deventer deze dhr did die dinsdag dit dji dochter doen doet doetinchem donderdag
    dood door dordrecht dorp drs duits duitsland dus echt ede een eerst eigenlijk eindhoven emmeloord emmen en
    engels enschede enzo er erg even facebook familie februari fiets fpc frankrijk frans from gaan gaat
    gedetineerde geen geheten gemeente gerechtshof getuige gevangenis gewond gewoon ggd ggz ging gisteren god
    goed google gouda graag groep groeten groetjes groningen haag haar haarlem had hallo has heb heeft heel heer
    heerhugowaard heerlen heet heette heils helmond helpen hengelo her herstel herstelbemiddeling het hey hier
    hij hilversum his hoe hoi hoor hoorn horen hun iemand iets ik indonesie ing instagram is ja jaar januari
    jaren je jeugdbescherming jeugdreclassering jezus jij jji jong juli jullie juni kan kerk kerst kind
    kinderbescherming kinderen kindertelefoon klaar kliniek komen komt kon kreeg krijgt krimpen kunnen kwam laan
    laat later leeuwarden leger leiden lelystad liep liet loopt maand maandag maanden maar maart maastricht mag
    mailen man marktplaats marokkaan marokkaans marokko me mee mei meneer met mevr mevrouw middelburg mij mijn
    ministerie misschien mocht moe moeder moest moet morgen moskee moslim mr mw my na naar naast namelijk
    nederland nederlander nederlands nederlandse nee neef nicht niemand niet niets nieuw nieuwegein nijmegen
    niks noemt nog november nu of ofzo ok oke oktober om oma omdat onder ons onze ook oom opa openbaar oss oud
    ouders over paar pasen per perspectief pi plein polen politie pool pools praten purmerend raad ramadan
    rechtbank rechter reclassering reed rijdt roermond roosendaal rotterdam said samen schiedam schiet school
    schoot schrijven september sinds sint sittard slaat slachtoffer slachtofferhulp slecht sloeg snapchat spanje
    spreken staat stad stak steekt stichting stond straat suriname surinamer tante team tegen telegram terneuzen
    terug the thuis tijdens tilburg toch toen told tot trein trouwens turk turkije turks tussen typen u uit
    utrecht uur vader vanaf vandaag vast veenendaal veenhuizen veilig venlo verdachte verdrietig via vindt
    vlaardingen vlissingen vond voor vragen vriend vriendin vrij vrijdag vroeger vrouw vught waar waarom wanneer
    want was wat we week weet weg weken wel werkt werkte weten whatsapp who wie wij wijkteam wil wilde willen
    wist with woensdag woonde woont wou zaanstad zag zal zat zaterdag ze zeggen zegt zei ziek ziekenhuis zien
    ziet zij zijn zit zo zoetermeer zondag zonder zoon zou zus zutphen zwolle
""")
"""Words that are no surname on their own, whatever stands before them."""

FIXED_NAMES = (
    "pieter baan",
    "anne frank",
    "willem arntsz",
    "johan cruijff",
    "bernard lievegoed",
    "jan steen",
    "jip en janneke",
    "max ernst",
    "albert heijn",
    "albert schweitzer",
)
"""Institutions and works named after somebody: not a person in the conversation."""

STREET_ENDS = _tuple("""
    str straat straatje laan laantje weg plein pad kade gracht singel dijk dreef steeg plantsoen park hof hofje
    brink akker veld boulevard allee oever haven weide erf horst zoom stede meent vliet baan markt wal gaarde
    heuvel kamp kwartier oord rak poort schans hage donk beemd tuin tuinen kreek
""")
"""Ends of street names; a house number must follow."""

STREET_STARTS = word_set("""
    boulevard dreef hof kade steenweg laan pad park plein singel steeg straat weg
""")
"""First words of street names such as "Laan van Nergens"."""

NOT_STREETS = word_set("""
    achtbaan achtertuin achteruitweg afsluitdijk arbeidsmarkt atletiekbaan attractiepark autosnelweg autoweg
    bakboord barneveld basiskamp bedierf bijbaan binnenplein bloedbaan blokkade bouwmarkt bungalowpark busbaan
    concentratiekamp deelnemersveld dierenpark dierentuin dierentuinen domweg doolhof droombaan duurstede
    eenvoudigweg fietspad fortuin gaandeweg gangpad gerechtshof gewoonweg gezichtsveld glijbaan golfbaan
    grasveld groeneveld grofweg halfweg halverweg heemstede heenweg hofstede hoofdkwartier hoofdveld hoofdweg
    hooggerechtshof huizenmarkt ijsbaan jaarmarkt jachthaven kabelbaan kegelbaan kerkhof kerstmarkt kortweg
    kunstgrasveld kuuroord kwartier landgoedpark landingsbaan landstede lijdensweg loopbaan luchthaven maaiveld
    magistraat marktplein mediamarkt middenveld middenweg moestuin natuurpark omweg onderweg ontslaan oprijlaan
    overweg pakweg parallelweg parkeerhaven parkeerplein paspoort passpoort pretpark proeftuin racebaan renbaan
    rijbaan rijksweg rommelmarkt ruwweg schering schietbaan schildpad schoolplein sesamstraat simpelweg slagveld
    snelweg spanningsveld speelplein speeltuin speelveld spoorweg sportpark sportveld stadspark startbaan
    steekpoort stierf stilaan strafhof stuwdam substraat supermarkt tennisbaan tentenkamp terugweg themapark
    thuishaven toegangspoort toegangsweg trainingskamp uithof uitweg vakantiebaan vakantiepark verbindingsweg
    verderf verreweg verslaan verwierf vismarkt vliegveld vluchtelingenkamp voetbalkamp voetbalveld voetpad
    voorhof voortuin wagenpark wandelpad wasstraat waterpark wegwerpweg werkveld westerveld windpark winkelhof
    winkelstraat woningmarkt woonerf zebrapad zeehaven zeeweg zijstraat zijweg zomerkamp
""")
"""Ordinary words that end like a street."""

NOT_STREET_ENDS = _tuple("""
    woord hoord boord koord stoord sprak brak strak smoord zelfmoord vermoord roofmoord massamoord
""")
"""Ends of ordinary words among the ends of streets."""

UNITS = word_set("""
    agenten am apr april aug augustus auto autos bij brieven cm daders dag dagen dec december en-een-half eur
    euro feb februari fietsen gesprekken getuigen graden h hoog jaar jan januari jaren jarige jarigen jongen
    jongens jr jul juli jun juni kamers keer kids kilometer kinderen km m maal maand maanden maart man mannen
    mei meisjes mensen meter min minuten minuut mrt nachten nov november okt oktober personen persoon pm procent
    seconden sep september slachtoffers stuks uren uur verdieping verdiepingen vragen vrouwen week weekenden
    weken x zittingen
""")
"""Words after a number that make it a quantity, not a house number."""
