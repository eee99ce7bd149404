"""English job words by ISCO-08 unit group: where people of that title belong."""

from __future__ import annotations

#: ISCO-08 unit group to titles, separated by `|`; written for this project from general knowledge
#: of the classification and of English job titles. Used for taxonomies that give `isco08` and no
#: `keywords`, to find the neighbourhood of a title that none of their labels names.
JOB_WORDS = {
    "1111": "minister|member of parliament|mayor|senator|legislator",
    "1112": "permanent secretary|government director|ambassador|commissioner|city administrator",
    "1114": (
        "secretary general|ngo country director|union leader|head of humanitarian organisation"
    ),
    "1120": (
        "chief executive officer|managing director|general manager|president|"
        "deputy general manager|country director|executive director|chief operating officer|"
        "vice president"
    ),
    "1211": (
        "finance manager|chief financial officer|finance director|head of finance|"
        "finance and administration manager|controller|treasurer|finance team leader"
    ),
    "1212": (
        "human resources manager|hr manager|head of human resources|hr director|people manager|"
        "industrial relations manager|recruitment manager"
    ),
    "1213": (
        "policy manager|planning manager|programme manager|program manager|"
        "strategic planning manager|corporate planning manager|program director|"
        "planning and monitoring manager|programme coordinator|project coordinator programme|"
        "head of programs|portfolio manager"
    ),
    "1219": (
        "administration manager|facilities manager|project manager|general services manager|"
        "property administration manager|corporate services manager|office manager|"
        "security manager|project management officer|project head|department manager"
    ),
    "1221": (
        "sales manager|marketing manager|sales and marketing manager|sales director|"
        "marketing director|head of sales|head of marketing|sales division head|"
        "regional sales manager|business development manager|brand manager|commercial manager|"
        "sales supervisor|key account manager|marketing team leader"
    ),
    "1222": (
        "public relations manager|communications manager|advertising manager|"
        "corporate communications manager|communication head|"
        "advocacy and communications manager"
    ),
    "1223": (
        "research and development manager|research manager|product development manager|"
        "head of research"
    ),
    "1311": "farm manager|plantation manager|forestry manager",
    "1312": "aquaculture manager",
    "1321": (
        "production manager|factory manager|plant manager|manufacturing manager|"
        "operations manager manufacturing|production head|quality manager"
    ),
    "1322": "mine manager|quarry manager|mining operations manager",
    "1323": (
        "construction manager|site manager|construction project manager|"
        "project manager construction|building general manager"
    ),
    "1324": (
        "supply chain manager|logistics manager|procurement manager|purchasing manager|"
        "warehouse manager|transport manager|distribution manager|import export manager|"
        "fleet manager|purchase head|logistics head|supply head|procurement head|transport head"
    ),
    "1330": (
        "it manager|ict manager|it director|chief information officer|"
        "information technology manager|head of it|ict project manager|it project manager|"
        "digital transformation manager|software development manager"
    ),
    "1341": (
        "childcare centre manager|kindergarten director|kindergarten principal|nursery school head"
    ),
    "1342": (
        "hospital manager|medical director|clinic manager|health services manager|"
        "hospital director|health facility manager|director of nursing|health programme manager"
    ),
    "1343": "aged care manager|nursing home manager",
    "1344": (
        "social welfare manager|community centre manager|social services manager|"
        "family services manager"
    ),
    "1345": (
        "school principal|school director|head teacher|academic dean|vice principal|"
        "education manager|academic director|university registrar|head of department college|"
        "academic coordinator|education programme coordinator|deputy head teacher"
    ),
    "1346": (
        "bank branch manager|insurance branch manager|branch manager|credit manager|"
        "bank manager|head of branch|bank division manager|loan manager"
    ),
    "1349": "legal services manager|police chief|library manager|museum manager|document manager",
    "1411": (
        "hotel manager|guest house manager|lodge manager|duty manager hotel|"
        "front office manager|rooms division manager|resort manager|hotel general manager|"
        "hotel duty manager"
    ),
    "1412": (
        "restaurant manager|food and beverage manager|f&b manager|cafe manager|"
        "catering manager|canteen manager|restaurant supervisor|assistant restaurant manager|"
        "food and beverage controller"
    ),
    "1420": (
        "shop manager|store manager|retail manager|supermarket manager|wholesale manager|"
        "retail store manager"
    ),
    "1431": (
        "sports centre manager|gym manager|cinema manager|recreation manager|theatre manager|"
        "lottery manager"
    ),
    "1439": (
        "call centre manager|travel agency manager|contact centre manager|"
        "customer service manager|travel manager"
    ),
    "2111": "physicist|astronomer",
    "2112": "meteorologist|climatologist",
    "2113": (
        "chemist|analytical chemist|research chemist|quality control chemist|"
        "laboratory chemist|pharmaceutical chemist"
    ),
    "2114": "geologist|geophysicist|hydrogeologist|exploration geologist",
    "2120": "statistician|mathematician|actuary|biostatistician|demographer",
    "2131": (
        "biologist|microbiologist|botanist|zoologist|biotechnologist|pharmacologist|"
        "molecular biologist|biochemist"
    ),
    "2132": (
        "agronomist|agricultural adviser|farming adviser|forestry adviser|"
        "agricultural scientist|soil scientist|horticulturist|agriculture expert|"
        "livestock expert|agricultural extension officer|agricultural officer"
    ),
    "2133": (
        "environmental protection scientist|ecologist|conservation officer|"
        "environmental consultant|natural resource management expert|environmental scientist|"
        "environmental officer|environmental expert|climate change adviser"
    ),
    "2141": (
        "industrial engineer|production engineer|process engineer|manufacturing engineer|"
        "industrial efficiency engineer|maintenance and repair engineer|"
        "production planning engineer|maintenance technician general|plant engineer"
    ),
    "2142": (
        "civil engineer|structural engineer|site engineer|construction engineer|"
        "geotechnical engineer|highway engineer|office engineer|resident engineer|"
        "project engineer civil|water resource engineer|hydraulic engineer"
    ),
    "2143": (
        "environmental engineer|wastewater engineer|water supply and sanitation engineer|"
        "wash engineer"
    ),
    "2144": (
        "mechanical engineer|electromechanical engineer|automotive engineer|"
        "aeronautical engineer|marine engineer|maintenance engineer mechanical"
    ),
    "2145": (
        "chemical engineer|process engineer chemical|food technologist|food engineer|"
        "petrochemical engineer"
    ),
    "2146": (
        "mining engineer|metallurgist|petroleum engineer|drilling engineer|extractive metallurgist"
    ),
    "2149": (
        "biomedical engineer|textile engineer|quality engineer|quantity surveyor|"
        "materials engineer|safety engineer|cost engineer|research engineer|component engineer|"
        "quality management engineer"
    ),
    "2151": "electrical engineer|power engineer|electric power generation engineer",
    "2152": (
        "electronics engineer|hardware engineer|instrumentation engineer|mechatronics engineer|"
        "control engineer|robotics engineer"
    ),
    "2153": "telecommunications engineer|telecom engineer|rf engineer|radio engineer",
    "2161": "architect|building architect|project architect|interior architect|designer building",
    "2162": "landscape architect",
    "2163": (
        "product designer|fashion designer|garment designer|industrial designer|"
        "pattern designer|textile designer|pattern technician"
    ),
    "2164": "urban planner|town planner|traffic planner",
    "2165": (
        "surveyor|land surveyor|gis expert|cartographer|gis officer|gis specialist|photogrammetrist"
    ),
    "2166": (
        "graphic designer|multimedia designer|animator|illustrator|web designer|"
        "interior designer|digital artist|visual designer"
    ),
    "2211": "general practitioner|medical doctor|physician|medical officer|gp|resident doctor",
    "2212": (
        "specialist doctor|surgeon|gynecologist|internist|pediatrician|radiologist|"
        "anesthesiologist|dermatologist|ophthalmologist|psychiatrist|pathologist|"
        "specialist physician|orthopedic surgeon"
    ),
    "2221": (
        "nurse|clinical nurse|staff nurse|head nurse|registered nurse|nurse professional|"
        "nurse supervisor|public health nurse|emergency nurse"
    ),
    "2222": "midwife|midwifery officer|midwife officer",
    "2240": "physician assistant|clinical officer|health officer clinical|feldsher",
    "2250": "veterinarian|veterinary doctor|veterinary surgeon",
    "2261": "dentist|dental doctor|dental surgeon|orthodontist",
    "2262": "pharmacist|hospital pharmacist|clinical pharmacist|druggist|senior pharmacist",
    "2263": (
        "occupational health and safety specialist|health and safety officer|"
        "environmental health officer|hygienist|food safety specialist|safety officer|"
        "hse officer|safety and health officer|public health specialist|food safety manager"
    ),
    "2264": "physiotherapist|physical therapist",
    "2265": (
        "nutritionist|dietitian|nutrition expert|nutrition specialist|nutrition supervisor|"
        "nutrition officer"
    ),
    "2266": "audiologist|speech therapist",
    "2267": "optometrist",
    "2269": (
        "occupational therapist|radiographer|radiology technologist|diagnostic radiographer|"
        "art therapist"
    ),
    "2310": (
        "university lecturer|lecturer|assistant lecturer|professor|assistant professor|"
        "university teacher|instructor university|graduate assistant|"
        "research assistant university|college lecturer|academic instructor"
    ),
    "2320": (
        "vocational teacher|vocational instructor|technical instructor|college instructor|"
        "tvet instructor|vocational trainer"
    ),
    "2330": (
        "secondary school teacher|high school teacher|biology teacher|chemistry teacher|"
        "physics teacher|mathematics teacher|history teacher|geography teacher|"
        "economics teacher|ict teacher secondary|subject teacher|music teacher secondary|"
        "civics teacher"
    ),
    "2341": (
        "primary school teacher|elementary teacher|homeroom teacher|primary teacher|class teacher"
    ),
    "2342": (
        "kindergarten teacher|kg teacher|early childhood educator|preschool teacher|"
        "nursery teacher|montessori teacher"
    ),
    "2351": (
        "education adviser|curriculum developer|education methods specialist|school inspector|"
        "curriculum expert|special educational needs coordinator|education officer|"
        "education specialist"
    ),
    "2352": "special education teacher|special needs teacher",
    "2353": (
        "language teacher|language instructor|language school teacher|spoken english teacher|"
        "foreign language teacher"
    ),
    "2354": "music teacher|private music teacher|piano teacher",
    "2355": "art teacher|dance teacher|drama teacher|private art teacher",
    "2356": "ict trainer|computer trainer|software trainer|it instructor",
    "2359": (
        "private tutor|tutor|education counsellor|career counsellor|school counsellor|"
        "student affairs officer|guidance counsellor"
    ),
    "2411": (
        "accountant|auditor|junior accountant|cost accountant|tax accountant|internal auditor|"
        "financial accountant|chief accountant|finance officer|audit officer|"
        "general accountant|finance and accounts officer|accountant officer|senior auditor|"
        "financial controller|external auditor|budget officer"
    ),
    "2412": (
        "financial adviser|investment adviser|relationship manager bank|"
        "portfolio manager investments|personal banker|wealth manager|relationship officer"
    ),
    "2413": (
        "financial analyst|investment analyst|credit analyst|credit appraisal officer|"
        "bond analyst|financial analyst officer|loan analyst"
    ),
    "2421": (
        "management consultant|business analyst|organisation analyst|business consultant|"
        "organisational development expert|business development expert|project evaluator|"
        "business process analyst|quality management consultant|change management officer|"
        "strategy officer|business intelligence manager"
    ),
    "2422": (
        "policy analyst|policy officer|monitoring and evaluation officer|m&e officer|"
        "monitoring evaluation accountability and learning officer|policy adviser|"
        "programme officer|program officer|programme policy officer|"
        "monitoring and evaluation specialist|public policy specialist|"
        "social protection officer|governance adviser|monitoring evaluation expert|"
        "project officer development|humanitarian adviser|gender adviser|meal coordinator|"
        "monitoring evaluation manager|research consultant"
    ),
    "2423": (
        "human resources officer|hr officer|recruitment officer|recruiter|personnel officer|"
        "human resource specialist|hr specialist|career adviser|recruitment consultant|"
        "talent acquisition specialist|hr generalist|human resources business partner|"
        "hr expert|human resource management officer"
    ),
    "2424": (
        "training officer|corporate trainer|training specialist|staff training officer|"
        "learning and development officer|training and development officer|training manager|"
        "trainer corporate|capacity building officer|training expert"
    ),
    "2431": (
        "marketing officer|marketing specialist|digital marketer|advertising specialist|"
        "market research analyst|marketing executive|social media marketer|copywriter|"
        "promotion officer|market development officer|online marketer|"
        "digital marketing officer|marketing consultant|marketing coordinator"
    ),
    "2432": (
        "public relations officer|communication officer|media officer|pr specialist|"
        "communications specialist|fundraising officer|communication and advocacy officer|"
        "press officer|community liaison officer|public relation expert"
    ),
    "2433": (
        "technical sales representative|medical sales representative|medical representative|"
        "pharmaceutical sales representative|sales engineer|industrial sales representative|"
        "sales representative medical equipment"
    ),
    "2434": "ict sales representative|software sales|it sales executive|ict account manager",
    "2511": (
        "systems analyst|business systems analyst|data scientist|data analyst|ict consultant|"
        "it consultant|system analyst|ict business analyst|it analyst|data science researcher|"
        "business intelligence analyst"
    ),
    "2512": (
        "software developer|software engineer|full stack developer|programmer backend|"
        "flutter developer|mobile developer|java developer|frontend developer|"
        "software architect|full stack engineer|application developer|odoo developer"
    ),
    "2513": (
        "web developer|multimedia developer|website developer|web designer developer|"
        "game developer|user interface designer"
    ),
    "2514": "applications programmer|computer programmer",
    "2519": (
        "software tester|qa engineer software|quality assurance analyst ict|"
        "software test engineer|ict quality assurance|system integration engineer"
    ),
    "2521": (
        "database administrator|database designer|dba|database expert|data architect|"
        "data warehouse engineer|database engineer"
    ),
    "2522": (
        "system administrator|systems administrator|server administrator|"
        "ict system administrator|network administrator|system administrator officer|"
        "infrastructure administrator|ict administrator|network and system administrator"
    ),
    "2523": (
        "network engineer|computer network professional|network officer|ict network engineer|"
        "network security engineer|it infrastructure engineer"
    ),
    "2529": (
        "ict security specialist|information security officer|cybersecurity analyst|"
        "ict security administrator|penetration tester|database security expert"
    ),
    "2611": (
        "lawyer|attorney|legal expert|prosecutor|legal advisor|legal counsel|law officer|"
        "senior legal officer|corporate lawyer|legal officer|legal manager"
    ),
    "2612": "judge|magistrate",
    "2619": (
        "notary|legal consultant|legal adviser|contract manager|compliance lawyer|"
        "intellectual property adviser"
    ),
    "2621": "archivist|curator|records manager archive",
    "2622": "librarian|library officer",
    "2631": (
        "economist|economic adviser|economic expert|trade economist|business economist|"
        "research economist"
    ),
    "2632": "sociologist|anthropologist|geographer|gender studies expert",
    "2633": "historian|political scientist|philosopher",
    "2634": (
        "psychologist|clinical psychologist|mental health officer|psychosocial officer|"
        "psychosocial support expert|counselling psychologist|mhpss officer"
    ),
    "2635": (
        "social worker|case worker|child protection officer|counsellor social|gbv officer|"
        "protection officer|social work expert|community social worker|"
        "gender based violence officer|case management officer|addiction counsellor|"
        "gbv case worker|family counsellor|refugee protection officer|rehabilitation counsellor"
    ),
    "2636": "priest|imam|pastor|religious minister",
    "2641": "author|script writer|technical writer|writer",
    "2642": (
        "journalist|reporter|editor|news editor|news anchor|content writer|editor in chief|"
        "blogger|sub editor|copy editor"
    ),
    "2643": "translator|interpreter|linguist|sign language interpreter|language translator",
    "2651": "visual artist|painter artist|sculptor",
    "2652": "musician|singer|composer",
    "2654": (
        "film director|producer|video editor|director of photography|film editor|"
        "video producer|production director|content producer|stage director"
    ),
    "2655": "actor",
    "2656": "radio presenter|tv presenter|announcer|news presenter|news reader",
    "3111": (
        "chemical technician|physical science technician|laboratory technician chemistry|"
        "lab analyst|metallurgical laboratory technician"
    ),
    "3112": (
        "civil engineering technician|building inspector|surveying technician|"
        "construction technician|construction safety inspector|site supervisor|"
        "construction inspector|road technician|clerk of works|construction safety manager|"
        "quantity survey technician|survey technician"
    ),
    "3113": (
        "electrical technician|electrical engineering technician|electrician technician|"
        "power technician|senior electrical technician"
    ),
    "3114": (
        "electronics technician|electronics engineering technician|biomedical technician|"
        "medical equipment technician|biomedical equipment technician"
    ),
    "3115": (
        "mechanical technician|mechanical engineering technician|"
        "maintenance technician mechanical|automotive technician|hvac technician|"
        "refrigeration technician|aviation technician"
    ),
    "3116": (
        "chemical engineering technician|food processing technician|"
        "quality control technician chemical"
    ),
    "3117": "mining technician|metallurgical technician",
    "3118": (
        "draughtsperson|drafter|autocad operator|cad technician|draftsman|cad expert|"
        "cad operator|drafting technician"
    ),
    "3119": (
        "industrial engineering technician|production technician|quality technician|"
        "robotics technician|inspection technician|process technician|vehicle inspector|"
        "utilities inspector|fire investigator|quality control inspector engineering"
    ),
    "3121": "mining supervisor|mine foreman",
    "3122": (
        "manufacturing supervisor|production supervisor|shift leader production|"
        "production shift leader|factory supervisor|quality supervisor|assembly supervisor|"
        "production shift supervisor|line supervisor|production coordinator|packing supervisor"
    ),
    "3123": (
        "construction supervisor|construction foreman|building foreman|general foreman|"
        "road foreman|site foreman|construction general supervisor|electrical foreman"
    ),
    "3131": "power plant operator|generator operator|turbine operator|power station operator",
    "3132": (
        "water treatment plant operator|incinerator operator|waste water operator|"
        "water purification operator"
    ),
    "3133": "chemical processing plant controller|chemical plant operator",
    "3135": "metal process controller",
    "3139": "process control technician|plc operator|control room operator",
    "3141": (
        "life science technician|biology laboratory technician|laboratory assistant biology|"
        "microbiology technician|botanical technician"
    ),
    "3142": (
        "agricultural technician|farm supervisor|agriculture field officer|dairy technician|"
        "seed quality technician"
    ),
    "3143": "forestry technician",
    "3151": "ship engineer",
    "3152": "ship officer|ship captain",
    "3153": "pilot|aircraft pilot|flight instructor",
    "3154": "air traffic controller",
    "3211": (
        "radiology technician|medical imaging technician|x-ray technician|"
        "radiographer technician|sonographer"
    ),
    "3212": (
        "medical laboratory technician|medical laboratory technologist|laboratory technologist|"
        "lab technician medical|laboratory technician|medical laboratory|phlebotomist|"
        "blood bank technician|laboratory professional"
    ),
    "3213": "pharmacy technician|pharmacy assistant|dispenser|druggist assistant",
    "3214": "dental technician|prosthetic technician|optical technician",
    "3221": "associate nurse|diploma nurse|nurse assistant professional|enrolled nurse",
    "3222": "assistant midwife",
    "3240": (
        "veterinary technician|veterinary assistant|animal health assistant|"
        "artificial insemination technician"
    ),
    "3251": "dental assistant|dental therapist|dental hygienist",
    "3252": (
        "medical records technician|health information technician|medical coder|"
        "health information technology officer"
    ),
    "3253": (
        "community health worker|health extension worker|health promotion officer|"
        "community health officer|health promoter|outreach health worker|"
        "community mobilizer health"
    ),
    "3254": "optician|dispensing optician",
    "3255": "physiotherapy assistant|massage therapist|physiotherapy technician",
    "3256": "medical assistant|clinical assistant",
    "3257": (
        "environmental health inspector|food inspector|occupational health inspector|"
        "health inspector|sanitarian|environmental health worker|food security officer|"
        "food regulatory officer"
    ),
    "3258": "ambulance worker|paramedic|emergency medical technician",
    "3259": "anaesthesia technician|anesthetist|chiropractor|psychosocial support assistant",
    "3311": "securities dealer|broker securities|foreign exchange dealer|stock broker|trader",
    "3312": (
        "loan officer|credit officer|microfinance officer|mortgage officer|credit and loan officer"
    ),
    "3313": (
        "accounting assistant|assistant accountant|accounts assistant|bookkeeper|"
        "accounting technician|finance assistant|accountant assistant|"
        "accounts officer assistant|finance and admin assistant"
    ),
    "3314": "statistical assistant|actuarial assistant|data assistant statistics",
    "3315": (
        "valuer|insurance loss assessor|claims officer|claims assessor|property valuer|"
        "insurance claims officer"
    ),
    "3321": "insurance agent|insurance sales|underwriter|insurance officer|insurance broker",
    "3322": (
        "commercial sales representative|sales representative|van sales|"
        "field sales representative|outdoor sales|sales executive|sales officer|"
        "business to business sales|senior sales officer|direct sales agent|"
        "account executive sales"
    ),
    "3323": (
        "purchaser|buyer|purchasing officer|procurement officer|procurement specialist|"
        "local purchaser|procurement expert|purchase officer|contract and procurement officer"
    ),
    "3324": (
        "trade broker|commodities trader|shipping broker|export officer|import export officer|"
        "commodity broker"
    ),
    "3331": (
        "freight forwarder|clearing agent|customs clearing officer|transitor|forwarding agent|"
        "customs clearance officer|forwarder|shipping agent|logistics officer clearing|"
        "customs broker"
    ),
    "3332": "event planner|conference organiser|event coordinator|event organizer|wedding planner",
    "3333": "employment agent|labour contractor|job placement officer",
    "3334": (
        "real estate agent|property manager|real estate sales agent|property agent|estate agent"
    ),
    "3339": (
        "commission agent|business services agent|auctioneer|sports agent|promoter|"
        "advertising sales agent|media sales agent"
    ),
    "3341": (
        "office supervisor|clerical supervisor|data entry supervisor|administrative supervisor"
    ),
    "3342": "legal secretary|legal assistant|legal clerk",
    "3343": (
        "executive secretary|administrative assistant|executive assistant|personal assistant|"
        "administrative officer|admin assistant|admin officer|project assistant|"
        "management assistant|administration officer|program assistant|"
        "senior administration officer|project support officer|correspondence officer|"
        "admin and finance assistant|executive administrative assistant"
    ),
    "3344": "medical secretary|medical transcriptionist",
    "3351": "customs officer|immigration officer|border guard officer",
    "3352": "tax officer|tax collector|revenue officer|tax inspector|tax compliance officer",
    "3353": "social benefits officer|pension officer",
    "3354": "licensing officer|passport officer",
    "3355": "police inspector|detective",
    "3359": "labour inspector|weights and measures inspector|government inspector",
    "3411": "paralegal|court clerk|legal associate|case administrator|private detective|law clerk",
    "3412": (
        "social work assistant|youth worker|community development worker|community facilitator|"
        "social assistant|community worker|youth programme officer|case work assistant|"
        "community outreach worker|social service worker"
    ),
    "3413": "evangelist|lay preacher",
    "3421": "athlete|footballer",
    "3422": "sports coach|sports official|football coach|swimming coach",
    "3423": (
        "fitness instructor|gym instructor|fitness trainer|recreation instructor|personal trainer"
    ),
    "3431": "photographer|cameraman photo",
    "3432": "interior decorator|display decorator|set designer",
    "3433": "museum technician|library technician|gallery technician",
    "3434": (
        "chef|head chef|executive chef|sous chef|pastry chef|chef de partie|senior chef|"
        "demi chef|commis chef|traditional chef|kitchen chef|bakery chef"
    ),
    "3435": "lighting technician|stunt coordinator|tattooist|costume maker|stage manager",
    "3511": (
        "ict operations technician|computer operator|data centre operator|it operations officer"
    ),
    "3512": (
        "ict user support technician|it support|it officer|it technician|ict help desk|"
        "hardware technician|it support officer|computer technician|"
        "information technology officer|it expert|help desk officer|it specialist support|"
        "information technology expert|computer maintenance technician|ict support officer|"
        "junior it officer|ict officer"
    ),
    "3513": "network technician|computer network technician|ict network technician",
    "3514": "web technician|web administrator|webmaster",
    "3521": (
        "broadcasting technician|camera operator|sound technician|audio visual technician|"
        "videographer|video camera operator|cameraman|audiovisual technician"
    ),
    "3522": "telecommunications technician|telecom technician|radio technician|fiber technician",
    "4110": (
        "general office clerk|office clerk|clerk|office assistant|front office clerk|"
        "file clerk general"
    ),
    "4120": "secretary|office secretary|senior secretary|secretary typist|secretary receptionist",
    "4131": "typist|word processor|stenographer",
    "4132": (
        "data entry clerk|data encoder|data clerk|encoder|data entry operator|data collector|"
        "data entry officer|data capturer"
    ),
    "4211": (
        "bank teller|teller|bank cashier|customer service officer bank|"
        "bank customer service officer|branch cashier bank|bank clerk|bank trainee"
    ),
    "4212": "bookmaker|casino cashier|bet clerk|croupier",
    "4213": "pawnbroker|money lender",
    "4214": (
        "debt collector|loan collector|bill collector|collection officer|loan recovery officer"
    ),
    "4221": (
        "travel consultant|ticket officer|travel agent|ticket agent|tour operator officer|"
        "tour consultant|reservation and ticketing officer|ticketing officer|tour officer"
    ),
    "4222": (
        "contact centre agent|call center agent|customer service agent phone|"
        "call centre information clerk|telephone customer agent|call center operator|"
        "contact center agent"
    ),
    "4223": "telephone operator|switchboard operator",
    "4224": (
        "hotel receptionist|front desk hotel|hotel front office|guest relations officer|"
        "front desk agent hotel|front office agent"
    ),
    "4225": (
        "enquiry clerk|customer information clerk|information desk clerk|"
        "customer service representative|customer service officer|customer support officer|"
        "customer service desk"
    ),
    "4226": (
        "receptionist|reception officer|front desk officer|medical receptionist|"
        "cashier receptionist|reception clerk"
    ),
    "4227": (
        "survey interviewer|enumerator|market research interviewer|survey enumerator|"
        "field enumerator"
    ),
    "4229": (
        "hotel concierge|client information worker|admissions clerk|reservation agent|"
        "guest service agent|reservation clerk"
    ),
    "4311": (
        "accounts clerk|accounting clerk|bookkeeping clerk|billing clerk|cost clerk|"
        "accounts payable clerk|finance clerk|invoice clerk"
    ),
    "4312": "insurance clerk|statistical clerk|finance operations clerk|brokerage clerk",
    "4313": "payroll clerk|payroll officer|time keeper|timekeeper payroll",
    "4321": (
        "stock clerk|warehouse clerk|store clerk|stock controller|inventory controller|"
        "warehouse officer|stock keeper|inventory officer|store man|weighing clerk|"
        "warehouse keeper|tool keeper|inventory clerk|material handler clerk|"
        "property and store officer|storekeeper"
    ),
    "4322": (
        "production clerk|production planner|production planning clerk|scheduling clerk|"
        "production data clerk"
    ),
    "4323": (
        "transport clerk|dispatcher|logistics officer|logistics coordinator|"
        "transport coordinator|dispatch officer|fleet coordinator|transport officer|"
        "logistics assistant|fleet dispatcher|scheduler transport|freight dispatcher|"
        "shipping clerk|transport and fleet officer"
    ),
    "4411": "library clerk|library assistant",
    "4412": "postman|mail sorter|mail carrier",
    "4413": "proofreader|coding clerk",
    "4415": "filing clerk|records clerk|archive clerk|record officer|documentation officer",
    "4416": (
        "personnel clerk|hr assistant|human resources assistant|human resource clerk|"
        "personnel records clerk|hr clerk|junior hr officer"
    ),
    "5111": "flight attendant|cabin crew|hostess airline|air hostess",
    "5112": "train conductor|bus conductor|ticket inspector",
    "5113": "tour guide|travel guide|museum guide",
    "5120": "cook|assistant cook",
    "5131": "waiter|waitress|food server|steward|room service waiter|banquet waiter|head waiter",
    "5132": "bartender|barista|barman|bar tender",
    "5141": "hairdresser|barber|hair stylist",
    "5142": "beautician|makeup artist|manicurist|spa therapist|nail technician",
    "5151": (
        "housekeeper|housekeeping supervisor|executive housekeeper|cleaning supervisor|"
        "housekeeping head|office housekeeper|housekeeping manager"
    ),
    "5152": "domestic housekeeper|house manager domestic|butler",
    "5153": "caretaker|janitor building|building caretaker|concierge building",
    "5161": "astrologer",
    "5162": "companion|valet",
    "5163": "undertaker|embalmer|funeral director",
    "5164": "pet groomer|animal caretaker|zoo keeper|dog trainer",
    "5165": "driving instructor|driver trainer",
    "5221": "shopkeeper|small shop owner",
    "5222": (
        "shop supervisor|retail supervisor|sales floor supervisor|supermarket supervisor|"
        "shop team leader"
    ),
    "5223": (
        "shop assistant|sales assistant|shop sales assistant|salesperson|sales person|"
        "sales worker|shop sales|boutique sales|sales consultant shop|retail sales assistant|"
        "showroom sales|sales clerk|shop sales representative|car salesperson"
    ),
    "5230": (
        "cashier|ticket clerk|supermarket cashier|cash collector|restaurant cashier|junior cashier"
    ),
    "5241": "fashion model",
    "5242": "sales demonstrator|promoter product|product demonstrator|brand ambassador",
    "5243": "door to door salesperson",
    "5244": (
        "telemarketer|call centre salesperson|telesales agent|telemarketing officer|tele sales"
    ),
    "5245": "service station attendant|fuel attendant|fuel station attendant",
    "5246": "food counter attendant|cafeteria attendant|fast food service attendant",
    "5249": "rental clerk|sales worker rental",
    "5311": "nanny|babysitter|child care worker|childcare worker|daycare worker|care giver child",
    "5312": "teacher aide|assistant teacher|teaching assistant|co teacher|preschool assistant",
    "5321": "health care assistant|nursing aide|patient care assistant|nurse aid",
    "5322": (
        "home care worker|home based personal care worker|personal care aide|caregiver elderly"
    ),
    "5329": "hospital orderly|sterilisation aide|medical aide|pharmacy aide",
    "5411": "firefighter|fire fighter",
    "5412": "police officer|traffic police",
    "5413": "prison guard",
    "5414": (
        "security guard|guard|security officer|security supervisor|gate keeper|watchman|bodyguard"
    ),
    "5419": "lifeguard|animal control officer|game warden|traffic warden",
    "6111": "field crop grower|crop farm worker",
    "6113": "gardener|nursery gardener|horticulture grower|landscape gardener|green house worker",
    "6121": "dairy farmer|livestock producer|cattle breeder",
    "6122": "poultry farmer",
    "6130": "mixed farmer",
    "6210": "forestry worker",
    "7111": "house builder",
    "7112": "bricklayer|mason|brick mason",
    "7113": "stonemason|stone cutter",
    "7114": "concrete placer|concrete finisher|concrete foreman",
    "7115": "carpenter|joiner|formwork carpenter",
    "7119": "demolition worker|scaffolder|building trades worker",
    "7121": "roofer",
    "7122": "floor layer|tiler|tile setter",
    "7123": "plasterer|gypsum worker",
    "7124": "insulation worker",
    "7125": "glazier",
    "7126": "plumber|pipe fitter|sanitary plumber|sanitary installer|plumbing foreman",
    "7127": (
        "air conditioning mechanic|refrigeration mechanic|hvac mechanic|"
        "refrigeration and air conditioning mechanic"
    ),
    "7131": "painter|house painter|building painter|wallpaperer",
    "7132": "spray painter|varnisher|car painter",
    "7133": "building cleaner exterior|chimney sweep",
    "7211": "metal moulder|foundry worker|core maker",
    "7212": "welder|flame cutter|arc welder|argon welder|welding operator",
    "7213": "sheet metal worker|tinsmith|body man|bodyman",
    "7214": "structural metal worker|metal structure erector|metal fabricator",
    "7215": "rigger",
    "7221": "blacksmith|forging worker",
    "7222": "toolmaker|tool and die maker|locksmith|mould maker|gunsmith",
    "7223": (
        "machinist|lathe operator|cnc operator|turner|milling machine operator|"
        "machine tool operator|metal working machine setter|senior machinist|"
        "lathe machine operator"
    ),
    "7224": "metal polisher|grinder",
    "7231": (
        "motor vehicle mechanic|auto mechanic|car mechanic|truck mechanic|vehicle technician|"
        "heavy duty mechanic|garage technician|heavy truck mechanic|motorcycle mechanic"
    ),
    "7232": "aircraft mechanic|aircraft maintenance technician",
    "7233": (
        "industrial machinery mechanic|machinery mechanic|heavy equipment mechanic|"
        "maintenance mechanic|machine mechanic|equipment mechanic|"
        "construction machinery mechanic|general mechanic|maintenance fitter"
    ),
    "7234": "bicycle repairer",
    "7311": "precision instrument repairer|watchmaker",
    "7313": "jeweller|goldsmith",
    "7314": "potter",
    "7316": "sign writer|engraver",
    "7321": "pre-press technician|plate maker",
    "7322": (
        "printer|printing machine operator|offset printer|print operator|digital printer|"
        "printing technician"
    ),
    "7323": "bookbinder|print finisher|binder",
    "7411": (
        "building electrician|electrician|auto electrician|junior electrician|"
        "installation electrician|house electrician"
    ),
    "7412": (
        "electrical mechanic|electrical fitter|elevator mechanic|generator mechanic|"
        "electric motor repairer|elevator technician"
    ),
    "7413": "electrical line installer|cable jointer|line worker",
    "7421": (
        "electronics mechanic|electronics repairer|office machine repairer|photocopier technician"
    ),
    "7422": (
        "ict installer|telecommunications installer|fiber optic installer|mobile phone repairer"
    ),
    "7511": "butcher|fishmonger|meat cutter",
    "7512": "baker|pastry cook|confectioner|cake decorator|pastry maker|bread baker",
    "7513": "dairy products maker",
    "7515": "food taster|coffee cupper|coffee taster",
    "7521": "wood treater",
    "7522": "cabinet maker|furniture maker",
    "7523": "woodworking machine operator",
    "7531": "tailor|dressmaker|sewer",
    "7532": "garment pattern maker|cutter garment|pattern cutter",
    "7533": "embroiderer|hand sewer",
    "7534": "upholsterer",
    "7535": "tanner",
    "7536": "shoemaker",
    "7541": "diver",
    "7542": "blaster",
    "7543": (
        "product grader|quality controller|quality inspector|quality control officer|"
        "product tester|quality control inspector|garment quality inspector|qc inspector|"
        "quality checker|quality control supervisor|incoming quality controller"
    ),
    "7544": "fumigator|pest controller",
    "8111": "miner|mine machine operator",
    "8113": "driller|well driller|borehole driller|drilling operator",
    "8114": (
        "cement machine operator|block making machine operator|"
        "concrete batching plant operator|stone crusher operator"
    ),
    "8121": "metal processing operator|furnace operator|rolling mill operator",
    "8122": "metal finishing operator|plating operator",
    "8131": (
        "chemical products machine operator|mixer operator|soap making operator|"
        "pharmaceutical machine operator|mixing machine operator"
    ),
    "8141": "rubber products machine operator|tyre repairer|vulcaniser",
    "8142": (
        "plastic products machine operator|blow moulding machine operator|"
        "injection machine operator|extrusion operator plastic|preform machine operator"
    ),
    "8143": "paper products machine operator|carton machine operator",
    "8151": "spinning machine operator|fibre preparing operator",
    "8152": "weaving machine operator|knitting machine operator",
    "8153": "sewing machine operator|stitcher",
    "8154": "dyeing machine operator|bleaching operator",
    "8156": "shoe making machine operator",
    "8157": "laundry machine operator|laundry worker|laundry attendant|laundryman",
    "8160": (
        "food products machine operator|juice machine operator|brewery operator|"
        "milling operator food|flour miller|biscuit machine operator|packaging operator food"
    ),
    "8171": "pulp machine operator",
    "8172": "sawmill operator",
    "8181": "glass machine operator|ceramics kiln operator",
    "8182": "boiler operator|steam engine operator|boiler man",
    "8183": (
        "packing machine operator|bottling machine operator|filling machine operator|"
        "labelling machine operator|packaging machine operator"
    ),
    "8189": "machine operator|machine tender",
    "8211": "mechanical machinery assembler|assembler mechanical",
    "8212": "electronic equipment assembler|electrical assembler",
    "8219": "assembler|assembly worker",
    "8311": "locomotive driver|train driver",
    "8321": "motorcycle driver|motorbike rider|delivery motorcyclist|motor cyclist",
    "8322": (
        "driver|car driver|taxi driver|van driver|light vehicle driver|automobile driver|"
        "chauffeur|pick up driver|personal driver|company driver"
    ),
    "8331": "bus driver|public bus driver|tram driver",
    "8332": (
        "truck driver|heavy truck driver|lorry driver|tanker driver|heavy vehicle driver|"
        "dump truck driver|trailer driver|trailer truck driver"
    ),
    "8341": "tractor driver|combine harvester operator",
    "8342": (
        "excavator operator|bulldozer operator|grader operator|dozer operator|roller operator|"
        "loader operator|heavy equipment operator|earth moving plant operator|"
        "asphalt paver operator"
    ),
    "8343": "crane operator|hoist operator|tower crane operator",
    "8344": "forklift operator|fork lift truck driver",
    "8350": "ship deck crew|sailor",
    "9111": "domestic cleaner|house maid|maid|housemaid",
    "9112": (
        "cleaner|office cleaner|janitor|office attendant cleaner|building cleaner|"
        "cleaning worker|hotel cleaner|room attendant|janitress|bathroom attendant|"
        "cleaning attendant|sweeper indoor"
    ),
    "9121": "hand launderer|presser",
    "9122": "vehicle cleaner|car washer",
    "9123": "window cleaner",
    "9129": "swimming pool cleaner|carpet cleaner",
    "9211": "crop farm labourer",
    "9212": "livestock farm labourer",
    "9214": "garden labourer|gardener assistant",
    "9312": "road construction labourer",
    "9313": (
        "building construction labourer|construction worker|daily labourer construction|"
        "construction helper"
    ),
    "9321": "hand packer|packer",
    "9329": (
        "factory worker|production worker|production labourer|factory helper|daily labourer factory"
    ),
    "9333": (
        "freight handler|loader|porter loading|warehouse worker|warehouse porter|"
        "loading and unloading worker"
    ),
    "9334": "shelf filler|shelf stocker",
    "9411": "fast food preparer|fast food cook|burger maker|pizza maker",
    "9412": "kitchen helper|dishwasher|kitchen assistant|kitchen steward|kitchen porter",
    "9520": "street vendor",
    "9611": "garbage collector",
    "9612": "refuse sorter",
    "9613": "sweeper|street sweeper",
    "9621": "messenger|bell boy|luggage porter|courier|office messenger|bellman|package deliverer",
    "9622": "odd job person|handyman",
    "9623": "meter reader|vending collector",
    "9629": "parking attendant|cloakroom attendant|ticket collector|usher",
}

#: ISCO-08 unit groups have four digits; tables read as numbers lose the first of the armed forces.
_DIGITS = 4


def unit_group(cell: object) -> str:
    """Return a cell of `isco08` as four digits.

    Examples
    --------
    >>> unit_group(110), unit_group(" 2512 "), unit_group(None)
    ('0110', '2512', '')
    """
    text = "" if cell is None else str(cell).strip()
    return text.zfill(_DIGITS) if text.isdigit() else ""
