"""Common first names in the Netherlands: Dutch, Moroccan, Turkish, Surinamese, Polish and other; lower case, no accents.

Written from general knowledge and never complete: after a cue ("hij heet", "mijn naam is") any first name counts.
"""

from __future__ import annotations

from bot.engine.name_words import word_set

FIRST_NAMES = word_set("""
    abdel abdelkader abdellah abdi abdirahman abdul abdullah abdullahi abena abraham achmed ad adam adil adnan
    adriaan adrian agata agnieszka ahmad ahmed ahmet aicha albert alejandro aleksander aleksandra alex alexander
    alexandru alfred ali alicja ama amadou amin amina amine amir ana anand anas andre andreas andrei andries
    andrzej aneta aniela anil anita anna anne anneke annelies annemarie annet annette anouar anouk ans
    antoinette anton antonio arash arend arie arjan arkadiusz arno arnold arthur artur arzu asha ashley ashwin
    asli asma asmae astrid axel ayaan aylin aynur ayse aysel aziz badr bahram banu bao barbara baris bart bartek
    bartosz bas bastiaan bayram bea beata beatriz behzad ben benjamin bep berend berna bernard bert berta betty
    bianca bilal bob bogdan boguslaw boris boubacar bouke bozena brahim bram brenda brian brigitte britt btissam
    bulent burak burcu buse camiel camila can canan carla carlijn carlos carmen carolien caroline cas casper
    catharina cato cecile cem cengiz chaima chanella chantal charles charlotte chen cherida chris christel
    christiaan christian christina christine cihan cindy claire clarence claudia clyde coen conny consuelo cor
    cornelis corrie cristian daan damian dan daniel daniella danielle danny danuta daphne dariusz dave david
    dawid dawit dean debbie delano denise deniz dennis derk derya desiree devrim dharm diana dick diederik diego
    dilan dilek dina dirk djenaro djoenaid dolores dominique donny dorien dorota douwe dragan driss dusan dwight
    ebru eddy eduard edwin eefje eelco efua egbert elena elif eline elisabeth elise elizabeth elke ella ellen
    els elsbeth elzbieta emily emine emma emmanuel emmy emre engin erdal erdem erdogan erhan eric erik erkan
    ernst errol ersin esmee esra esther etienne eva evelien evelyn evert evi ewa fadoua faduma fanta farhad
    farid farida fatih fatiha fatima fatma fatoumata fay faysal feline femke fenna fenne ferdi ferdinand ferhat
    feride fernando fien filip filiz filmon finn fiona fleur flip floor floortje florin floris fouad francisco
    frank franka franklin frans fred frederik frederique freek frits furgill gabriel gabriela geert geertje
    gemma george gerard gerben gerda gerdien gerrit gert gertjan gijs giovanni giuseppe glenn gokhan goran grace
    grazyna greet greetje gregory grzegorz guido guillermo gul gulay gulsen guus haben habiba hacer hafsa hagos
    hajar hakan halil halima halina hamed hamid hamza hanan hanna hannah hanneke hanny hans harry hasan hassan
    hatice hein heleen helena helma hendrik henk henny henriette henry herman hessel hicham hidde hilde hind
    hisham hodan hossein houda hugo hulya humphrey huseyin hussein huub ibrahim idris ifrah igor ikram ilham
    ilias ilona ilse ilyas iman imane ina indra inge ingeborg ingmar ingrid ioana irene irina iris irma isa
    isaac isabel isabella ismail ismet ivan ivo iwan iwona izabela jaap jacek jacintha jack jacob jacqueline
    jadwiga jaimy jair jairzinho jakub jamal jamel james jamila jan janine janna janneke jantine janusz jarno
    jaroslaw jasmijn jason jasper javier jawad jawid jayden jeannette jelena jelle jennifer jenny jens jeremy
    jermaine jeroen jerry jerzy jesse jessica jet jette jill jim joanna joanne job joep johan johanna johannes
    john johnny joke jolanda jolanta jolien jolijn jonathan joost jordy jorge jorik joris jos jose joseph
    josephine joshua jovan joyce juan juana judith julia julian julie juliette jurgen jurmaine jurre justin
    justyna kaan kadir kai kamal kamil kamila kareem karel karen karim karima karin karlijn karol karolina kasia
    kasper katarzyna katja kaveh kavita keano kees kelly kemal kenan kenneth kenrick kenya kerem kevin khadija
    khaled khalid kim kimberly kinga kirsten kishan kjell klaas koen kofi konrad koos krishna kristof krystyna
    krzysztof kwaku kwame kyle laila lara lars laszlo latifa laura lauren layla leila lena lennart leo leon
    levent levi lex li liam lianne lidia lieke lies liesbeth lily linda linh lisa lisanne liv lizzy ljiljana
    lloyd lodewijk loek lonneke lotte loubna louise luc luca lucas lucia lucy luigi luis luisa lukasz luna luuk
    lydia lynn maaike maarten maciej madelon magda magdalena mahesh mahsa maikel malgorzata malika malwina
    mamadou manon manuel marc marcel marcin marco marek marga margot margreet margriet maria mariam marian
    marianne marieke marije marijke marilyn marina mario marion mariska marit mariusz marja marjan marjolein
    mark marleen marlies marloes marlon marouane marta martha martijn martin martine maryam marzena massimo
    mateusz mathijs mathilde mats matteo matthew matthias matthijs maud maurits mavis max mees megan mehdi
    mehmed mehmet mei melanie melek melissa meltem melvin menno meral mercedes meriem merlin merve meryem metin
    mia micha michael michal michel michelle michiel mick mieke miguel mihaela mihai mike mila milan milica
    milos milosz milou mina ming minh minke miranda miriam mirjam mitchell mohamed mohammad mohammed mohamud
    monica monika monique morris moses mostafa mounir mourad moustafa muhammad murat mustafa myrthe nabil nadia
    nadine naima najat najib nancy naomi naresh nasrin natalia natalie natalya natasja nathan nel nelleke
    neslihan nguyen nick nico nicole nicolette niek niels nienke nigel nikola nilufer nimco nina nisrine noah
    noor noortje nora nordin noud noura nourdin nur nuray nurcan odin okan oksana olaf oleg olga olivier oliwia
    omar omer omid onur orhan orlando oscar osman othman otto oumaima ousmane oussama ozan ozlem pablo pam
    pamela paolo parisa pascal patricia patrick patrycja paul paula paulina pawel pedro peer pepijn peter petra
    philip pien piet pieter pilar pim pinar piotr pleun prakash priscilla przemek przemyslaw puck purcy quincy
    quinten rachel rachid rachida radek radha radjesh rafael rafal raisa rajesh ramazan ramesh ramon ramona
    randy rania raoul rashid ravi rayan raymond rayon rebecca recep reda redouan regillio regina reinier remco
    renata renate rene renee rens reza ria rianne ricardo richard rick ridvan riet rik rina rinaldo rita rob
    robbert robert robin rochelle rodrigo roel roelof rogier roland romanee romano romeo romy ron ronald roos
    rosa rosario rowena roxanne roy ruben rudi rudolf ruel rukiye rutger ruth ruthmila ruud ryan ryszard saar
    sabine sabrina safae said saida salah salma salvatore sam samantha samir samira samuel sanae sander sandhia
    sandra sanjay sanne santiago sara sarah saskia sebastiaan sebastian seda selam selim selin selma sem senait
    serdar sergei sergio serkan sevgi sevim shanice shaniqua shanti sharon sharona sheila sherida sherifa
    sherwin shirin shurandy sibel siebe siem sietse siham sil silvia simon simone sinan sjaak sjoerd slawomir
    slobodan soenil sofian sofie songul sonja sophie soraya souad soufiane soumaya stacey stanislaw stanley
    stefan stefanie stephan stephanie steven stijn suleyman sultan sunil sunita susan susanne suzanne sven
    svetlana sylvana sylvia sylwia szymon tadeusz tamara taner tanisha tanja tarek tarik tariq tatiana tayfun
    teresa tesfay tess tessa teun teunis thea theo theodoor thi thierry thijs thimo thom thomas tijmen tijn tim
    timo tina tineke tobias tolga tom tomasz tommy ton tony toon toos tracy trees trudy truus tugba tulay tuncay
    turgut tygo ugur umit urmila ursula urszula urwin usha valentijn vanity vasile vera veronique victor
    victoria viktor vince vincent vinod viresh vladimir volkan wahid walid wei wendy wensley weronika wesley
    wessel wiebe wieke wieslaw wietse wilco wilhelmina willeke willem willemijn willemjan william wilma wim
    winston wioletta wojciech wojtek wout wouter xander xaviera xiomara yannick yara yasemin yasin yasmin
    yasmina yassin yassine yavuz yaw yeliz yilmaz yolanda yonas younes youri yousef yousra youssef yusra yusuf
    yvette yvonne zahra zakaria zakariya zbigniew zdzislaw zeger zehra zeynep zineb zoe zoey zofia zohra zoltan
    zoran zuzanna
""")
"""First names; one alone identifies nobody."""

WORDS_TOO = word_set("""
    ad bas ben boris can dan elke evi floor hoop job joy lies mark max mees mei merel noor nur peer pien roos
    sam sem tom ton
""")
"""First names that are ordinary words in lower case, and then count only after a strong cue."""

NOT_FIRST = word_set("""
    an bao can chen do door in kan la le li mag ming op sint te thi van wei wil
""")
"""First names that are more often ordinary words at the start of a sentence."""
