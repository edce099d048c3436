"""Words for finding names and addresses: common first names, parts of surnames, and words that are neither.

Written from general knowledge, all lower case and without accents. The lists need not be complete: after a cue ("hij heet",
"mijn naam is") any first name counts.
"""

from __future__ import annotations

FIRST_NAMES = frozenset(
    """
    jan piet kees klaas henk hendrik hans johan johannes jos joost jeroen jaap jacob jasper jelle jens jesse jim job joep johnny jordy
    jorik joris joshua julian jurgen justin karel kevin koen koos kasper casper lars leon leo lex lennart luc lucas luuk luca maarten marc
    marco marcel mark martijn martin mathijs matthijs matthias max melvin menno michael michel michiel mike milan mitchell nick niels nico
    niek noah noud olaf olivier oscar otto pascal patrick paul pepijn peter philip pieter pim quinten raymond remco rene richard rick rik
    rob robbert robert robin roel roelof rogier roland ron ronald roy ruben rudi rudolf ruud ryan sander sebastiaan sem siem simon sjaak sjoerd
    stefan stephan steven stijn sven teun theo theodoor thijs thomas thom tijmen tijn tim timo tobias tom tommy ton tony toon victor vincent
    wesley wessel wilco willem wim wout wouter xander yannick youri bart bas bastiaan ben benjamin bernard bert berend bob boris bouke brian
    bram camiel cas chris christiaan christian coen cor cornelis daan dan daniel danny dave david dean dennis derk dick diederik dirk donny
    douwe eddy eduard edwin eelco egbert eric erik ernst evert ferdi ferdinand finn flip floris frank frans fred frederik freek frits
    gabriel geert gerard gerben gerrit gert gertjan gijs giovanni glenn guido guus hein herman hessel hidde hugo huub ivo ingmar jack jaimy
    jarno jayden jerry jurre kai keano kenneth kjell levi liam loek lodewijk loek maikel mats maurits mees micha mick mohammed morris nathan
    nigel odin peer rafael ramon randy raoul reinier rens rutger sam samuel sil siebe sietse tarik teunis thierry thimo tygo valentijn vince
    wiebe wietse willemjan zeger arjan arie arend arnold arno arthur axel ad adriaan albert alex alexander alfred andre andreas andries anton
    anna anne annemarie anneke annelies annet annette anouk ans antoinette astrid barbara bea bep berta betty bianca brenda brigitte britt
    carla carlijn carmen carolien caroline catharina cato cecile chantal charlotte christel christina christine cindy claire claudia conny
    corrie danielle daniella daphne debbie denise desiree diana dina dominique dorien eefje elise eline elisabeth elke ella ellen els elsbeth emily emma
    emmy esmee esther eva evelien evelyn fay femke feline fenna fien fleur floor floortje franka frederique geertje gerda gerdien greet greetje
    hanna hanneke hanny heleen helena helma henny henriette hilde ilona ilse inge ingeborg ingrid ina irene iris irma isa isabel isabella
    jacqueline janine janna janneke jantine jasmijn jeannette jenny jessica jet jette jill joanne johanna joke jolanda jolijn jolien josephine
    joyce judith julia julie juliette karen karin karlijn katja kelly kim kirsten lara laura lena lianne lieke liesbeth lies lily linda lisa
    lisanne lizzy lonneke lotte louise lucia lucy luna lydia maaike madelon maud manon marga margot margreet margriet maria marian marianne
    marieke marije marijke marilyn marina marion mariska marit marja marjan marjolein marleen marlies marloes martha martine mathilde melanie
    melissa mia mieke mila milou minke mirjam miranda miriam monica monique myrthe nadia nadine naomi natalie natasja nel nelleke nicole nicolette nienke nina
    noor noortje olga pam pamela patricia paula petra pien priscilla rachel ramona rebecca regina renate renee ria rianne riet rina rita romy
    roos rosa roxanne ruth sabine sabrina samantha sandra sanne sara sarah saskia selma sharon silvia simone sofie sonja sophie stefanie
    stephanie susan susanne suzanne sylvana sylvia tamara tanja tess tessa thea tineke tina toos trees trudy truus ursula vera veronique
    wendy wieke wilhelmina willeke willemijn wilma yara yasmin yvette yvonne zoe els fiona gemma lynn nora liv evi saar pleun puck fenne
    ahmed achmed ahmad mohamed mohammed mohammad muhammad moustafa mustafa mostafa youssef yousef yusuf yassin yassine yasin rachid rashid karim kareem said hassan hasan
    hussein hamid hamza hicham hisham ibrahim ilias ilyas ismail jamal jamel khalid khaled mounir mourad nabil najib nordin nourdin omar
    othman oussama rayan redouan reda salah samir soufiane sofian tarek tariq walid younes zakaria zakariya abdel abdelkader abdellah
    abdullah abdul adil adnan ali amin amine anas anouar aziz badr bilal brahim driss fouad farid faysal fatih idris jawad kamal marouane
    aicha amina asma asmae btissam chaima fadoua farida fatima fatiha fatma fatoumata hafsa hajar hanan houda ikram ilham imane iman jamila karima khadija
    laila latifa leila layla loubna malika mariam maryam meryem meriem mina najat naima nisrine noura oumaima rachida rania safae saida
    salma samira sanae siham souad soumaya yasmina yousra zahra zineb zohra hind halima habiba
    mehmet mehmed ahmet murat mustafa osman orhan omer okan onur ozan serkan serdar sinan tolga tuncay turgut ugur umit volkan yilmaz yavuz
    emre erdal erdem erdogan erhan erkan ersin fatih ferhat gokhan hakan halil huseyin ibrahim kadir kemal kenan levent metin burak bulent
    can cem cengiz cihan deniz devrim engin baris bayram selim suleyman tayfun taner kaan kerem ismet recep ramazan ridvan
    ayse aysel aylin aynur asli arzu banu berna burcu buse canan derya dilek dilan ebru elif emine esra feride filiz gul gulay gulsen
    hacer hatice hulya meltem meral merve melek nur nuray nurcan ozlem pinar rukiye seda selin sevgi sevim sibel songul sultan tugba tulay
    yasemin yeliz zehra zeynep nilufer neslihan
    delano dwight errol etienne franklin furgill gregory guillermo humphrey iwan jair jairzinho jermaine kenrick lloyd marlon melvin orlando
    purcy quincy rayon regillio rinaldo romeo romano roy ruel ryan sergio sherwin shurandy stanley sven urwin winston wensley clarence clyde
    ashwin rajesh radjesh ravi sanjay soenil sunil vinod viresh anil anand dharm djoenaid krishna kishan mahesh naresh prakash ramesh
    shanti sheila sandhia anita asha indra kavita radha rita sunita usha cherida chanella djenaro jacintha jurmaine kenya mavis merlin
    naomi rochelle rowena shanice sharona shaniqua sherida sherifa tanisha urmila vanity xaviera romanee ruthmila raisa
    adam adrian aleksander andrzej arkadiusz artur bartek bartosz boguslaw dariusz dawid damian filip grzegorz jacek jakub janusz jaroslaw
    jerzy kamil karol konrad krzysztof lukasz maciej marcin marek mariusz mateusz michal milosz pawel piotr przemek przemyslaw radek
    rafal robert ryszard sebastian slawomir stanislaw szymon tadeusz tomasz wieslaw wojciech wojtek zbigniew zdzislaw
    agata agnieszka aleksandra alicja aneta aniela barbara beata bozena danuta dorota elzbieta ewa gabriela grazyna halina hanna iwona izabela
    jadwiga joanna jolanta justyna kamila karolina kasia katarzyna kinga krystyna lidia magda magdalena malgorzata malwina marta marzena
    monika natalia olga oliwia paulina patrycja renata sylwia teresa urszula weronika wioletta zofia zuzanna
    andrei alexandru bogdan cristian dragan dusan florin goran igor ivan jovan kristof laszlo milos mihai nikola oleg sergei slobodan stefan
    vasile viktor vladimir zoltan zoran ana elena ioana irina jelena ljiljana mihaela milica natalya oksana svetlana tatiana
    antonio carlos diego fernando francisco javier jorge jose juan luis manuel miguel pablo pedro rafael ricardo rodrigo santiago alejandro
    beatriz camila carmen consuelo dolores juana lucia luisa mercedes pilar rosario xiomara yolanda giuseppe luigi mario massimo matteo paolo salvatore
    john james william george charles henry harry jason jeremy jonathan joseph kyle matthew michelle nancy ashley elizabeth emily grace
    hannah jennifer kimberly lauren megan rachel stacey tracy victoria zoey abraham isaac moses emmanuel kwame kofi kwaku yaw ama abena
    efua amadou boubacar ousmane mamadou fanta abdi abdirahman abdullahi amina ayaan faduma hodan ifrah mohamud nimco yusra tesfay yonas
    samuel haben filmon senait selam dawit hagos farhad reza mehdi hossein parisa shirin soraya mahsa nasrin zahra amir arash bahram
    omid behzad kaveh hamed jawid najib wahid chen wei ming li mei nguyen linh minh bao thi
    """.split(),
)

PARTICLES = frozenset(
    "van von de der den het 't t ten ter te el al ben bin da dos das do du la le les in op aan uit d' di del della abou ait ould".split(),
)
"""Words between first name and surname; ``in``, ``op``, ``aan``, ``uit``, ``te`` count only before another particle."""

WEAK_PARTICLES = frozenset("in op aan uit te".split())

COMMON_SURNAMES = frozenset(
    """
    jansen janssen jansens vries berg dijk bakker visser smit meijer meyer boer mulder groot bos vos peters hendriks leeuwen dekker
    brouwer wit dijkstra smits graaf meer koning linden kok jacobs haan vermeulen heuvel veen broek bruijn bruin schouten beek willems
    vliet hoekstra maas verhoeven koster dam prins blom huisman jong peeters brink kuipers veenstra kramer postma scholten bosch
    timmermans wal kuiper bosman ven hermans gerritsen hofman molenaar martens driessen evers wolf vink jonker huisman sanders
    yilmaz kaya demir celik sahin yildiz ozturk aydin arslan dogan kilic aslan cetin kara koc kurt ozdemir polat bouzid amrani idrissi
    alaoui haddad bakkali bouali benali ziani khattabi yahyaoui azzouzi nowak kowalski wisniewski wojcik kaminski lewandowski zielinski
    singh ramdin baldew kartosen pinas mohan sewdien garcia rodriguez fernandez gonzalez lopez martinez silva santos pereira
    """.split(),
)
SURNAME_ENDS = (
    "sen", "stra", "sma", "inga", "enga", "berg", "veld", "velt", "mans", "huis", "hoeve", "man", "oglu", "ski", "ska", "czyk", "wicz", "ova", "kamp",
    "aoui", "oudi", "ouri", "stein", "horst", "dijk", "daal", "broek", "boom", "schot", "dael", "haar", "hof", "hout", "beek", "kerk",
    "brink", "bosch", "ink", "zoon", "ters", "ens",
)  # fmt: skip
"""Ends of surnames, for a lower-case pair of which the first is a known first name."""

NOT_NAMES = frozenset(
    """
    en of is was ben heeft heb had die dat dit deze uit met maar want om door naar tot als dan toen nu niet geen wel ook nog al er hier daar ik
    jij hij zij ze we wij jullie u je me mij mijn zijn haar hun ons onze wie wat waar wanneer hoe waarom kan kon wil wilde wou zal zou moet moest mag
    mocht gaat ging komt kwam woont woonde zit zat doet deed zegt zei denkt dacht weet wist heet heette geheten noemt belt belde krijgt kreeg
    laat liet vindt vond ziet zag staat stond loopt liep werkt werkte rijdt reed slaat sloeg stak steekt schiet schoot dood slachtoffer
    dader verdachte getuige gedetineerde bemiddelaar advocaat rechter politie agent vriend vriendin man vrouw vader moeder broer zus zoon
    dochter oom tante neef nicht opa oma ouders familie kind kinderen buurman buurvrouw collega baas client cliente mevrouw meneer
    heer dhr mevr mw mr drs ing de een het ofzo enzo hoor graag alsjeblieft aub dus omdat sinds vanaf over onder tegen zonder bij na voor
    achter naast tussen tijdens per via misschien gewoon even echt heel erg zo iets niks niets iemand niemand alles beetje paar jaar jaren
    maand maanden week weken dag dagen uur bang boos blij verdrietig klaar moe ziek vrij vast jong oud nieuw dank bedankt groetjes groeten hallo hoi hey
    nee ja oke ok goed slecht mee weg terug thuis gewond samen alleen toch trouwens namelijk eigenlijk eerst later vroeger gisteren
    vandaag morgen maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september
    oktober november december nederland nederlandse belgie duitsland frankrijk spanje marokko turkije suriname polen curacao aruba indonesie
    amsterdam rotterdam utrecht eindhoven groningen tilburg almere breda nijmegen apeldoorn haarlem arnhem enschede amersfoort zaanstad
    zwolle leiden dordrecht zoetermeer deventer delft maastricht leeuwarden venlo helmond hengelo hoorn lelystad almelo assen emmen
    vught nieuwegein alphen heerhugowaard krimpen zutphen roermond sittard middelburg purmerend schiedam vlaardingen gouda ede veenendaal
    doetinchem oss hilversum haag bosch heerlen emmeloord veenhuizen vlissingen terneuzen bergen roosendaal
    slachtofferhulp reclassering perspectief herstelbemiddeling bemiddeling veilig raad leger heils jeugdbescherming jeugdreclassering kinderbescherming
    openbaar ministerie rechtbank gerechtshof gemeente ziekenhuis kliniek gevangenis pi jji fpc dji ggz ggd wijkteam centrum stichting
    kindertelefoon telegram whatsapp google facebook instagram snapchat marktplaats kerst pasen ramadan god allah jezus sint
    the and but who did is was has from with my his her said told
    moslim christen marokkaan turk surinamer pool nederlander nederlands engels frans duits turks marokkaans arabisch pools
    herstel team afdeling groep school kerk moskee stad dorp straat laan weg plein trein bus auto fiets
    bemiddelen praten spreken schrijven bellen mailen typen vragen weten zeggen zien horen helpen doen gaan komen willen kunnen
    """.split(),
)
"""Words that are no surname on their own, whatever stands before them."""

WORDS_TOO = frozenset(
    "dan ben mei mark roos floor joy max sem lies job ad tom sam noor merel mees boris bas elke ton peer hoop can nur evi pien".split()
)
"""First names that are ordinary words in lower case, and then count only after a strong cue."""

NOT_FIRST = frozenset("wil mag kan door van an sint in op te do la le thi li bao chen wei ming can".split())
"""First names that are more often ordinary words at the start of a sentence."""

FIXED_NAMES = (
    "pieter baan",
    "anne frank",
    "willem arntsz",
    "johan cruijff",
    "bernard lievegoed",
    "jan steen",
    "jip en janneke",
    "max ernst",
)
"""Institutions and works named after somebody: not a person in the conversation."""

STREET_ENDS = (
    "straat", "straatje", "laan", "laantje", "weg", "plein", "pad", "kade", "gracht", "singel", "dijk", "dreef", "steeg", "plantsoen", "park", "hof", "hofje",
    "brink", "akker", "veld", "boulevard", "allee", "oever", "haven", "weide", "erf", "horst", "zoom", "stede", "meent", "vliet",
    "baan", "markt", "wal", "gaarde", "heuvel", "kamp", "kwartier", "oord", "rak", "poort", "schans", "hage", "donk", "beemd", "tuin", "tuinen", "kreek",
)  # fmt: skip
"""Ends of street names; a house number must follow."""

STREET_STARTS = frozenset("laan plein weg park hof kade singel boulevard dreef straat pad steeg".split())
"""First words of street names such as "Laan van Nergens"."""

NOT_STREETS = frozenset(
    """
    onderweg snelweg halverweg halfweg fietspad zebrapad voetpad wandelpad gangpad schildpad gerechtshof hooggerechtshof strafhof kerkhof doolhof
    winkelhof voorhof schoolplein speelplein binnenplein marktplein parkeerplein supermarkt arbeidsmarkt huizenmarkt woningmarkt rommelmarkt kerstmarkt
    jaarmarkt bouwmarkt vismarkt mediamarkt sportpark pretpark vakantiepark attractiepark natuurpark stadspark dierenpark themapark waterpark wagenpark
    bungalowpark windpark oprijlaan winkelstraat zijstraat wasstraat sesamstraat substraat magistraat loopbaan renbaan atletiekbaan
    kegelbaan ijsbaan landingsbaan startbaan golfbaan achtbaan rijbaan busbaan kabelbaan glijbaan tennisbaan droombaan racebaan schietbaan
    bloedbaan bijbaan vakantiebaan uitweg terugweg heenweg omweg overweg spoorweg hoofdweg zijweg toegangsweg verbindingsweg autoweg autosnelweg rijksweg
    lijdensweg middenweg parallelweg verreweg simpelweg gewoonweg kortweg gaandeweg eenvoudigweg grofweg ruwweg domweg pakweg wegwerpweg
    sportveld voetbalveld slagveld werkveld spanningsveld speelveld middenveld grasveld kunstgrasveld maaiveld gezichtsveld vliegveld hoofdveld
    deelnemersveld luchthaven thuishaven parkeerhaven jachthaven zeehaven kwartier hoofdkwartier woonerf verderf stierf bedierf verwierf
    achtertuin voortuin moestuin dierentuin dierentuinen speeltuin fortuin proeftuin blokkade stuwdam uithof trainingskamp vluchtelingenkamp
    tentenkamp basiskamp concentratiekamp zomerkamp voetbalkamp kuuroord passpoort paspoort toegangspoort steekpoort bakboord achteruitweg
    stilaan ontslaan verslaan schering afsluitdijk barneveld heemstede landstede groeneveld westerveld hofstede duurstede zeeweg landgoedpark
    """.split(),
)
"""Ordinary words that end like a street."""

NOT_STREET_ENDS = (
    "woord",
    "moord",
    "hoord",
    "boord",
    "koord",
    "stoord",
    "sprak",
    "brak",
    "strak",
    "slaan",
    "gedaan",
    "vermaak",
    "vandaan",
    "vergaan",
    "gaan",
    "daan",
    "bestaan",
    "weggegaan",
)
"""Ends of ordinary words among the ends of streets."""

UNITS = frozenset(
    """
    jaar jaren jr maand maanden week weken dag dagen uur uren minuten minuut min seconden keer x maal euro eur km kilometer meter m cm personen persoon
    mensen man mannen vrouwen kinderen kids jongens meisjes jongen meter auto autos fietsen agenten procent graden jarige jarigen stuks verdiepingen
    verdieping hoog kamers bij januari februari maart april mei juni juli augustus september oktober november december jan feb mrt apr jun jul aug sep
    okt nov dec am pm h weekenden nachten zittingen gesprekken brieven vragen slachtoffers daders getuigen en-een-half
    """.split(),
)
"""Words after a number that make it a quantity, not a house number."""
