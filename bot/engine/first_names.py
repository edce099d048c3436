"""Common first names in the Netherlands: Dutch, Moroccan, Turkish, Surinamese, Polish and other; lower case, no accents.

Written from general knowledge and never complete: after a cue ("hij heet", "mijn naam is") any first name counts.
"""

from __future__ import annotations

from bot.engine.name_words import word_set

FIRST_NAMES = word_set("""
    aafke aagje aaltje aaron aart abdel abdelaziz abdelghani abdelhak abdelilah abdelkader abdellah abdelmajid
    abdelmalek abdelouahid abdeslam abdi abdirahman abdul abdullah abdullahi abdulrahman abdurrahman abeer abel
    abena abraham achmed achraf ad adam adela adele adelheid adem adham adhanom adil adnan adri adriaan adrian
    adriana agata agatha agnes agnieszka ahlam ahmad ahmed ahmet aicha aiden aissa akke alaa aladdin alan alana alba
    alberdina albert albertje alberto aleida alejandra alejandro aleksander aleksandra alessandro alex alexander
    alexandru alfred ali alice alicja alida alie alina alisha allard almaz alper altan alvaro alwin ama amadou amal
    amalia aman amanda amar amber amelie amer amin amina amine amir amira ammar ana anand ananda anas andre andrea
    andreas andrei andrew andries andrzej andy aneta angela angelo ania aniela anil anis anita anja anjali anke
    ankie anna anne annechien anneke annelies annemarie annemiek annemieke annerieke anneriet annet annette anouar
    anouk anouska ans anselmo anthony antje antoinette anton antonella antonia antonie antonio anwar aras arash arda
    areej arend ariaantje ariam ariane arie arjan arjen arkadiusz arno arnold arnoud arnout arthur arti artiom artur
    arvind arwen arzu asha ashley ashok ashton ashwin asli asma asmae astrid ate atte auke aukje aurelia aurelie
    austin ava avinash awet aws axel aya ayaan ayden ayham ayhan aylin ayman aymane aynur ayoub ayse aysegul aysel
    aysenur aytac aziz babette badr bahram banu bao baran barbara barend baris barry bart bartek bartlomiej bartosz
    bas basel bashar bassam bassel bastiaan batoul batuhan bauke bavo bayram bea beata beatrijs beatriz beau behzad
    belgin belma ben benjamin benny bente benthe bep beppie berber berend berhane berk berkay berna bernadette
    bernard berry bert berta bertha bertien bertus beth betsie betsy bettie betty beyza bhola bianca bibi bieke
    bilal biniam birol blake blazej bo boaz bob bodi bogdan boguslaw boleslaw bonnie bora boris boubacar bouchra
    boudewijn boujemaa bouke bowi bozena brad bradley brahim bram brandon brayton brecht bregje brenda brent brian
    brigitte britt brooke broos bruno bryan btissam bulent bulut burak burcu burhan buse bushra busra cafer caleb
    cameron camiel camila can canan cara carel carin carla carlijn carlo carlos carlton carmel carmen carolien
    carolina caroline cas casey casper catalina catharina cathelijne catherine cato catrien cecile celal celeste
    celien celina celine cem cemal cemile cengiz cevdet ceyda cezary chad chadia chaima chandra chanella chantal
    charlene charles charlie charlotte chaymae chelsea chen cherida cheryl chiara chin chloe chris christel
    christiaan christian christina christine christoffel cihan cindy claire clarence clark claudia clifton clyde
    coba cobie cody coen colin connor conny consuelo cooper coos cor coralie corien corine corinne cornelia cornelis
    cornelius corrie craig cristian cristina crystal curtis czeslaw daan daantje dagmar daisy dalal dale damian
    damien damon dan dana dani daniel daniela daniella danielle danny danuta daphne dariusz darren darryl dave david
    davide davina davy dawid dawit dean debbie debby debra delano delphine denise deniz dennis derek derk derya
    desiree desta devi devin devrim dewi dex dharm dharmendra diana dick diede diederik diego dieke dien dieuwertje
    dilan dilek dina dinand dineke dirk ditte diyar djenaro djenna djoeke djoenaid doede dogukan dolf dolores
    dominic dominik dominique donald donna donny doortje dorien doris dorota dorothy dounia douwe douwina dragan
    driek dries driss duaa duco durk dursun dusan dustin duuk dwayne dwight dylan dyon earl ebbe ebel ebru ece eddy
    eden edith edsel eduard edward edwin eef eefje eefke eelco eelke efua egbert egbertje eibert ekko ekrem eleanor
    elena elhassan elias elif elifnaz elijah elin eline elisa elisabeth elise eliza elizabeth elke ella ellen ellie
    ellis elly elma elody els elsbeth eltje elton elvin elzbieta emanuele emiel emile emiliano emilio emily emine
    emir emma emmanuel emmie emmy emre enes engelbert engelina engin enrico enzo erdal erdem erdogan erhan eric erik
    erkan erkut ermias ernestine ernst erol errol ersin eryk esin esme esmee esra esteban esther ethan etienne
    eugenia eva evan evelien evelyn everdina evert evi evie ewa ewelina ewout eyad eyob eyup ezgi faas fabian fabio
    fabrizio fadi fadil fadila fadime fadoua faduma fae fahri faith faiza faizal fanny fanta farah farhad farid
    farida faris farisha fatih fatiha fatima fatimazahra fatma fatoumata fawaz fay faysal fedde federico fei
    felicity feline felipe felix femia femke femmigje fenna fenne ferdi ferdinand ferhat feride ferit fernanda
    fernando ferran ferre fien fiene figen fikret filimon filip filippo filiz filmon filou finley finn fiona firas
    fleur flip floor floortje florin floris fokke folkert folkje fos fouad fouzia francesca francesco francisca
    francisco frank franka franklin frans fransje fred freddy frederica frederieke frederik frederique freek friso
    frits furgill furkan fynn gabriel gabriela gaby gamze gareth gary gaston gavin gea geert geertje geertruida
    geesje geke gemma genowefa geoffrey george georgia gerard gerben gerbrand gerda gerdi gerdien gerhard geri
    gerlof germa gerrie gerrit gerritje gert gertjan gerty geurt gezina ghada ghaith ghazal ghizlane gianluca gianni
    gideon giel gijs gilbert gillian gina gioia giorgio giovanni girmay gita giulia giuliano giuseppe gizem glenda
    glenn goedele gokce gokhan gonda gonnie gonzalo goran gordon gosse grace gracjan graham grazyna greet greetje
    gregory griet grietje grzegorz guadalupe guido guillermo gul gulay gulcan guler gulsen gulten gunther gurkan
    gust guus guusje guven guy haben habiba hacer hachim hafid hafida hafsa hagos hailey haitham hajar hakan hakim
    hakima hakki hala halil halima halina haluk hamada hamed hamid hamza hanae hanan haneen hani hanife hanna hannah
    hanne hanneke hannie hanny hans hao hari harley harm harmen harmke harold harrie harry hasan hasna hassan
    hassnae hatice hayat haydar hazel hazem heather heba hector heidi heiko heiltje hein heleen helen helena helga
    helma hendrik hendrika hendrikje hendrikus henk henkjan henny henriette henry herma herman hermina hermine
    hermon hessel hettie hetty hicham hidde hilal hilbert hilde hille hillechien hind hisham hodan holly hossein
    houda houria howard hua hubert huda hugo hui hulya humphrey hunter huriye husam huseyin husniye hussein huub
    hylke ian ibo ibrahim ibtissam ida idris iefke ies ietje ifrah ignacio ignacy igor ihsan ihsane ikram ikrame
    ilham ilhan ilias ilja ilker ilknur ilona ilse ilyas ilyass imad iman imane imke ina indra indradj indy ineke
    ines inge ingeborg ingmar ingrid ioana irem irene irina iris irma isa isaac isabeau isabel isabella isabelle
    isaya isayas isis isla ismail ismet itske ivan ivo ivonne ivy iwan iwo iwona iyad izabela jaafar jaap jacek
    jacintha jack jackson jaco jacob jacoba jacobus jacqueline jacqui jade jadwiga jagdish jaime jaimie jaimy jair
    jairzinho jake jakob jakub jalal jamal jamel james jamie jamil jamila jan janine janna janneke jannes jannetje
    jannie janou jantine jantje janusz jara jared jarno jaroslaw jasmijn jasmine jason jasper javier jawad jawid
    jaxx jay jayant jaydan jayden jaylinn jayson jazz jean jeanet jeanine jeannette jef jeff jeffrey jelena jelle
    jelmer jeltje jenneke jennifer jenny jens jenske jente jeremiah jeremy jermaine jeroen jerry jerzy jesper jesse
    jessica jet jetske jette jian jihad jihan jihane jikke jildou jill jim jimmy jing jip jits joah joan joanna
    joanne joanneke joaquin job jochem jochen jochum jodie joe joel joella joelle joep joey johan johanna johanneke
    johannes john johnny joke jolanda jolande jolanta jolie jolien jolijn jonah jonas jonathan joni jonna jonne joop
    joost jordan jordy jorge jorik joris jorne jos jose josefien joseph josephina josephine joshua josine jouke
    jovan joy joya joyce jozef juan juana jude judith judy jule jules julia julian juliana julie juliette julio
    julita julius jun jurgen jurjen jurmaine jurre jurrien justa justin justine justyna kaan kaat kaatje kadir kai
    kamal kamil kamila kaoutar kareem karel karen karim karima karin karina karlien karlijn karlijne karol karolien
    karolina kasia kasper katarzyna kate katherine katie katinka katja katrien katrijn kaveh kavish kavita kaylee
    kazim keano keanu kees keira keith kelly kelsey kemal ken kenan kenneth kenrick kenya kenzo kerem kerry kevin
    khadija khadra khaled khalid khalil kiara kibrom kiki kim kimberly kinan kinga kirk kirsten kirsty kishan kjell
    klaartje klaas klaasje klaudia klazien klazina koba kobe kobus koen koenraad kofi konrad konstanty koos koosje
    kornelia krijn krish krishna kristel kristof krystian krystyna krzysztof kubra kwaku kwame kyan kyle lahcen
    laila lakshmi lamar lamiae lan lana lander lara lars laszlo latif latifa laura lauren laurens lauri layla leah
    leanne lee leendert leentje lei leila leman lemlem lena leni lenie lenn lennart lennert lenthe leny leo leon
    leonard leonie leslie leszek levent levi levy lewis lex leyla li lia liam lian lianne lidia lieke lies liesbet
    liesbeth liese lieselot lieve lieven lijsbeth lily lin lina linda linde lineke ling linh lisa lisanne lise liv
    liva lize lizz lizzy ljiljana lloyd lode lodewijk loek loes loesje logan lois lola lonneke lore lorena lorenzo
    lorraine lot lotte lou louay loubaba loubna louis louise lourdes lourens lous lubna luc luca lucas lucia lucian
    lucio lucja lucy luigi luis luisa luit luitje luka lukas lukasz lumine luna lutske luuk luwam lyam lydia lynn
    lynne maaike maarte maarten maas machteld maciej mack maddox madelief madelon madison mae magda magdalena mahdi
    maher mahesh mahmoud mahmut mahsa mai maike maikel maja majd majda malak malcolm malek malgorzata malika malou
    malwina mamadou manal mandy manoj manon manou manuel manuela mara marc marcel marcela marcella marcello marcin
    marco marcus marek marga margje margot margreet margriet maria mariam marian marianne mariano marieke mariel
    mariella mariette marije marijke marijn marilyn marina marinus mario marion mariska marisol marit mariusz marja
    marjan marjo marjoke marjolein marjolijn mark marleen marleentje marley marlies marloes marlon marouane marta
    martha martien martijn martin martina martine marwa marwan mary maryam marzena mason massimo mateo mateusz
    mathias mathijs mathilde mats matt matteo matthew matthias matthijs matz maud maureen maurice maurits maurizio
    mavis max mayra mazen mazlum mechteld mees megan mehari mehdi mehmed mehmet mehtap mei meike meindert melanie
    melek melih melissa melle meltem melvin menno meral mercedes merel merhawi meriem merijn merlin meron mert merve
    meryam meryem mesut metin mia micha michael michal michel michele michelle michiel mick mieke mien mieneke mies
    miguel mihaela mihai mik mika mikah mike mila milan milica milo milos milosz milou mimi min mina ming minh minke
    minne miranda miray mirek mirella miriam mirjam miroslaw mirte mirthe mitch mitchel mitchell moad moataz mohamed
    mohammad mohammed mohamud mohan mohand mohannad molly monica moniek monika monique moos morris moses mostafa
    mouad mouhamed mounia mounir mourad moustafa muammer muhammad muhammed muhannad mulu munir murat mustafa
    mustapha mutlu myrthe nabil nabila nacer naciye nada nadia nadim nadine nadir nael naima najat najib nalan nancy
    nand nanda nanne naomi naoual narain naresh nasrin nasser natalia natalie natalya natasja nathan nathaniel
    natnael naud naushad nawal nazli necati necla neil nel nele nelleke nelson neset neslihan nesrin neva nevin
    nezha nga ngoc nguyen nicholas nick nico nicola nicolaas nicole nicolette nicolien niek niels nienke niesje
    nigel nihad nihat nijs nikki nikola nilay nilufer nimco nina nine nino nirmala nisrin nisrine noa noah noe nola
    noor noortje nora norbert nordin norman noud nour noura nourdin noureddine novi nur nuray nurcan nuri nuria
    nynke obada obe odin oene ogun okan okke oksana oktay olaf oleg olek olga oliver olivia olivier oliwia olle
    omar omer omid omran onno onur orhan orlando ornella osama oscar oskar osman othman otis otje otto ouafa
    oualid ouarda oumaima oumayma ousmane oussama owen ozan ozge ozgur ozlem pablo paige pam pamela paola paolo
    parisa pascal patricia patrick patrycja patryk paul paula pauli paulina pauline pawel pedro peer pelin pelle
    penny pepijn perihan perry peter petra petronella petrus phil philip phillip philou phoebe phuong pien piet
    pieter pieternella pietje pietro pilar pim pinar piotr pip pippa pleun pleuntje pooja pradeep prakash priscilla
    priya przemek przemko przemyslaw puck puk purcy qiang quan quin quincy quint quinten quirijn qusay rabia rachael
    rachel rachid rachida radek radha radjesh radoslaw raf rafael rafal raffaele raghad raghda rahaf rahel rahmi
    raisa raj rajesh rajiv ralph rama ramazan ramesh rami ramon ramona rana randel randy rani rania ranjit raoul
    rashid raul ravi ravindra rayan rayane rayen raymond rayon razan rebecca rebekka recep reda redouan redouane
    reduan reece reem regien regillio regina reinder reinhard reinier reint remco remi renata renate rene renee rens
    renske renze resul reza rhys ria riad rianne ricarda ricardo riccardo richard rick ricky rida ridvan riek riekje
    rieks riet riff rignald rijk rik rika riley rim rima rina rinaldo rinke rinse rinske rinus rita rob robbe
    robbert robbin robel robert roberto robin robyn rochelle rocio rodney rodolfo rodrigo roel roeland roelf roelie
    roelien roelina roelof roger rogier rohan roland roman romanee romano romeo romijn rommert romy ron ronald
    ronnie roos rosa rosalie rosan rosanne rosario rosella rosemary roshni rosie ross rowena roxanne roy ruben ruby
    rudi rudolf rudsel ruel ruensley rukiye rula rune russell ruta rutger ruth ruthlyn ruthmila ruud ruurd ryan
    ryangelo ryszard saad saadia saar sabien sabine sabri sabrina sadik safa safae safia sahin said saida sake salah
    salam saliha salim salma saloua salvador salvatore sam samantha samer sami samir samira sammie samrawit samuel
    sanaa sanae sander sandhia sandra sangeeta sanjay sanne sanneke santiago santosh sara sarah sarina saskia sawsan
    scott sean sebas sebastiaan sebastian sebnem seda seher selam selcuk selena selim selin selma sem semhar semra
    senait senna senne senol sepp seppe serap serdar sergei sergio serkan seth sevgi sevim shadi shahd shane shanice
    shaniqua shanti shaquille sharita sharlon sharmila sharon sharona shaun sheila sherida sherifa sherwin shirin
    shirley shiva shurandy shurendy sibbe sibel sidney siebe siebren siem siemen sien sietse sigrid siham sijbren
    sijtje sil silke silvia silvijn silvio simcha simen simon simona simone simonette sinan sinem sjaak sjanie sjef
    sjoerd sjors sjoukje skip sky slawomir slobodan soenil soeradj soerin sofia sofian sofie sofyan solomon songul
    sonja sonny sophie soraya souad soufian soufiane soumaya spencer stacey stacy stan stanislaw stanislawa stanley
    stef stefan stefania stefanie stefano steffi stephan stephanie stephanus steven stien stijn stijntje stuart
    suhail sukru sulaika suleyman sultan suna sunil sunita surya susan susanne susie suus suzan suzanne sven
    svetlana sybe sybren sylvana sylvester sylvia sylwester sylwia sytske szymon taco tadeusz taher tahir tamar
    tamara tamim taner tanisha tanja tara tarek tareq tarik tariq tarkan tatiana tayfun teake ted teddie teddy
    tedros tekle teklit terence teresa terry tesfalem tesfay tess tessa teun teunie teunis teuntje thanh thao thea
    theo theodoor theodora theresia thi thibault thierry thijmen thijs thimo thirza thom thomas thu tiede tiemen
    ties tiffany tijl tijmen tijn tijs tim timo tina tine tineke tiny tirza tisha tjalling tjarda tjeerd tjitske
    tobi tobias toby todd toine tolga tolunay tom tomas tomasz tommaso tommy ton tonnie tony toon toos torben touria
    tracy tran travis trees trevor trijntje tristan trudie trudy trui truida trung truus tsjikke tuan tuba tufan
    tugba tulay tulin tuncay turan turgut turkan tuur tycho tygo tyler tymon tyson ubada ugur ulas umit umut unal
    urmila ursula urszula urvin urwin usha valentijn valentina valeria valerie vanessa vanity varun vasile veerle
    veli vera veronica veronique vesper vic vicente victor victoria victorine viggo vigo vijay vikash viktor vince
    vincent vinod viola viresh vittorio viv vivian vladimir volkan wael wafa wafae wahid waldemar walid walter wanda
    wannes ward warre warren waseem wassim wayne wei weldu welmoed wendy wensley weronika wesley wessel wiam wiebe
    wieger wieke wiepkje wies wiesje wieslaw wietse wietske wijnand wiktor wiktoria wil wilco wilfred wilfried
    wilhelm wilhelmina wilhelmus willeke willem willemijn willemjan william willy wilma wilna wim winston winta
    wioletta wissam wisse witold wladyslaw wobke wojciech wojtek wolf wout wouter wouterus wubbo wybren wytske
    xander xavi xavier xaviera xavion xiao ximena xin xiomara yagmur yahya yakup yaman yamen yan yana yang yannick
    yara yasar yasemin yasin yasmin yasmina yassin yassine yassir yavuz yaw yazan yde yelda yeliz yenthe yentl yfke
    yildiz yilmaz ying yke ymkje yoeri yohannes yolanda yonas yonatan yong yordanos yorick younas younes youness
    youp youri yousef yousra youssef youssra ype yu yun yunus yusra yusuf yusufcan yvette yvonne zachary zack zafer
    zahra zaid zain zainab zakaria zakariya zakia zara zaynab zbigniew zdzislaw zeb zeger zehra zeina zeki zekiye
    zenon zerai zeynep zhang zhen zineb zion zoe zoey zofia zohra zoltan zoran zouhair zubeyde zuhal zuleika zuza
    zuzanna zwaantje zwanet
""")
"""First names; one alone identifies nobody."""

WORDS_TOO = word_set("""
    ad amber angel april ate bas beau ben boris can dale dan earl eden elke evi faith floor harm holly hoop hunter
    iris jade jazz job joy kate ken lee lies lot maas mark mary max mees mei merel min moos nine noor nur peer
    pien riff rijk rim roos ruby sake sam sem skip sky taco tiny tom ton trui tuba ward wolf zion
""")
"""First names that are ordinary words in lower case, and then count only after a strong cue."""

NOT_FIRST = word_set("""
    an ate bao can chen do door in kan la le li lot mag min ming nine op rijk sake sint skip sky taco te thi tuba
    van wei wil
""")
"""First names that are more often ordinary words at the start of a sentence."""
