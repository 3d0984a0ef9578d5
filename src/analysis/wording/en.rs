//! What the linter finds in English. Contractions come undone: `you’re` is `you are`, `don’t` is `do not`.

use super::{Entry, Suggestion::*};
use crate::model::WordingRule::*;

/// In every part of a script.
pub const PATTERNS: &[Entry] = &[
    (
        Absolute,
        CountTimes,
        &[
            "<!(as|not|nearly|almost|has|is) always !(on|connected)",
            "<!(has|if|or|it) never !(mind|again missed)",
            "(never ever|never once|not once|not even once|not a single|not one single|not one of your)",
            "(each and every|every single|every last|every bloody) .",
            "(you|your) ~4 [every time]",
            "every time (you|we|i|a customer|a client|the customer)",
            "(each time|whenever) (you|we|i|a customer|a client)",
            "(any time|anytime) (you|we|i) ",
            "(all the time|all of the time|the whole time|all day long|all year long|at all times|at no time|\
             at no point|day in day out|week after week|month after month|time and again|time and time again|\
             time after time|again and again|over and over|once again as always|without exception|without fail|\
             no matter what|from start to finish|from beginning to end|year in year out|around the clock|24/7)",
            "(constantly|continually|perpetually|invariably|incessantly|endlessly|eternally|forever|inevitably|\
             unfailingly|habitually|everlastingly)",
            "(completely|totally|utterly|absolutely) !(separate|new|different|redundant|filled|booked|by)",
            "(nothing|none|not a thing) (you|of what you|of your|of this) ~3 (ever|is|was|works|worked|do|does)",
            "(nothing|anything) (ever|at all|whatsoever)",
            "not (at all|in the least|in the slightest|one bit)",
            "(you|your) ~3 [(not|no) ~3 (ever|whatsoever|at all)]",
            "(nobody|no one|no-one) (ever|can|could|in the|on the team|here|wants|knows|understands|trusts|believes|\
             likes|would|will|is able) !(in the meeting)",
            "(everybody|everyone) (knows|has to|is waiting|waits|suffers|can see|sees|always|hates|must|needs)",
            "(everything|all) (you|of what you|that you) (do|did|write|wrote|touch|touched|say|said|send|sent|\
             deliver|delivered|hand|handed)",
            "(every|all of your|all your) ~2 (report|reports|email|emails|quote|quotes|meeting|meetings|visit|visits|\
             deadline|deadlines|call|calls|customer|customers|client|clients|offer|offers|forecast|forecasts|file|\
             files|note|notes) (is|are|was|were|has|have) (wrong|late|incomplete|empty|missing|bad|unhappy|full|\
             overdue|a mess|sloppy)",
            "(zero|no) (exceptions|progress whatsoever|improvement whatsoever)",
            "(100|hundred) (per cent|percent) (of the time|wrong|sure)",
            "(only ever|ever since|as usual|as ever|yet again|once again|nothing but|anything but|everything but|\
             always and everywhere|for ever)",
            "(like|as) (always|every time|usual)",
            "on (each|every) occasion",
            "in (each|every) (meeting|case|report|single) you",
            "you (keep|kept) ~1 (forgetting|missing|ignoring|delaying|postponing|interrupting|losing|making|sending|\
             coming|leaving|promising|pushing|putting|overlooking|failing|repeating|doing|asking|getting|talking|\
             being|arriving|turning|handing|avoiding|dodging|blaming)",
            "at every (turn|opportunity|meeting|chance|step)",
        ],
    ),
    (
        Judging,
        WhatWasSeen,
        &[
            "(lazy|laziness|lazily|careless|carelessly|carelessness|sloppy|sloppily|sloppiness|unprofessional|\
             unprofessionally|irresponsible|irresponsibly|unreliable|disorganised|disorganized|chaotic|half-hearted|\
             half-heartedly|half-baked|half-finished|slapdash|slipshod|shoddy|rude|rudely|rudeness|arrogant|\
             arrogantly|arrogance|negligent|negligence|neglectful|thoughtless|thoughtlessly|inconsiderate|\
             incompetent|incompetence|useless|hopeless|hopelessly|pathetic|ridiculous|stupid|stupidly|dumb|silly|\
             foolish|idiotic|childish|childishly|immature|immaturity|stubborn|stubbornly|aggressively|indifferent|\
             indifference|disrespectful|disrespectfully|disrespect|unmotivated|demotivated|uncooperative|unhelpful|\
             slacking|slacked|clumsy|clumsily|messy|messily|unacceptable|unacceptably|inexcusable|unforgivable|\
             disappointing|disappointingly|disappointment|terrible|terribly|awful|awfully|dreadful|appalling|\
             appallingly|shocking|shockingly|embarrassing|embarrassingly|disgraceful|disgrace|shameful|shame|\
             shambles|shambolic|abysmal|atrocious|horrible|horrendous|horrific|lousy|rubbish|crap|crappy|garbage|\
             pitiful|lamentable|deplorable|laughable|farcical|farce|joke|mediocre|lacklustre|lackluster|superficial|\
             superficially|amateurish|amateur|dilettantish|selfish|selfishly|selfishness|egoistic|lame|weak|weakly|\
             feeble|inadequate|inadequately|inept|ineffective|inefficient|sluggish|hasty|rash|reckless|recklessly|\
             recklessness|tactless|insensitive|insolent|impolite|impertinent|ungrateful|dishonest|sneaky|petty|\
             pointless|senseless|nonsense|nonsensical|absurd|outrageous|scandalous|insulting|offensive|obnoxious|\
             intolerable|dismal|woeful|woefully|wretched|subpar|substandard|second-rate|third-rate|box-ticking|\
             tick-box|lip-service|finger-pointing|foot-dragging|unserious|unwilling|unfocused|unprepared|\
             ill-prepared|underprepared|unstructured|uninspired|uninspiring|incoherent|unprofessionalism|bungled|\
             botched|messed|screwed|blew|wasteful|lethargic|complacent|complacency|sulky|sullen|grumpy|moody|hostile|\
             abrasive|pushy|bossy|condescending|patronising|patronizing|dismissive|dismissively|defensive|\
             defensively|passive-aggressive|uncaring|apathetic|apathy|irresponsibility|poorly|badly|miserable|\
             miserably|nightmare|catastrophe|catastrophic|disastrous|disaster|total failure|complete failure|\
             a failure|fiasco|worthless|unworthy|illogical|irrational|naive|clueless|brainless|mindless|mindlessly|\
             cheeky|shabby|sad|unimpressive|unconvincing|unambitious|uncommitted|undisciplined|unpunctual|\
             unsatisfactory|wishy-washy) !(recovery|plan|loading|link|links|signal|signals|spot|evaluation|test|\
             antenna|currency|dollar|password|passwords|cipher|rate|site|load|time|band|side|radio|takeover|protocol)",
            "(bad|poor|wrong|terrible|negative|lousy|awful|disappointing|rotten|horrible|casual|lax|passive|\
             dismissive|couldn't-care-less|your|careless|weak|indifferent) attitude",
            "attitude (problem|issue|is|was|needs|has to|must)",
            "(lack|lacks|lacked|lacking|absence|shortage|want) (of |in |)(any |real |basic |even basic |all |\
             )(commitment|effort|motivation|interest|discipline|respect|care|professionalism|responsibility|\
             ownership|focus|attention|initiative|diligence|drive|energy|engagement|enthusiasm|accuracy|rigour|rigor|\
             courtesy|judgement|judgment|urgency|preparation|structure|thought|thoroughness|ambition|competence|\
             sense|accountability|team spirit|seriousness)",
            "(no|zero|without any|without|not an ounce of|not a trace of|little|no real|no sense of|any sense of|\
             hardly any|not much|insufficient) (commitment|effort|motivation|discipline|respect|professionalism|\
             responsibility|ownership|initiative|diligence|drive|engagement|enthusiasm|rigour|rigor|courtesy|\
             judgement|judgment|urgency|manners|ambition|team spirit|common sense|thought|seriousness|accountability|\
             sense of (urgency|responsibility|duty))",
            "(not |far from |nowhere near |hardly |barely |never )(good enough|up to (scratch|standard|the mark|\
             the job|par|it)|acceptable|professional|serious|careful|reliable|responsible|on the ball|thorough|\
             respectful|helpful|constructive|proactive|committed|motivated|adequate|satisfactory|worthy|convincing|\
             impressive|great|what i expect|what we expect|worth the paper) !(to the customer|for the)",
            "(below (par|standard|expectations|average|the standard)|not cut it|does not cut it|beneath (you|\
             contempt)|out of order|out of line|over the line|beyond the pale|beyond belief|a mess|a complete mess|\
             a total mess|a real mess|a right mess|an utter mess|such a mess|in a mess|a waste of (time|money|space|\
             everyone's time|my time)|a let-down|a letdown|let (me|us|the team|everyone|everybody|the customer|\
             the client) down|an insult|all over the place|asleep at the wheel|sleeping on the job|cutting corners|\
             cut corners|dragging your feet|drag your feet|dragged your feet|going through the motions|\
             went through the motions|winging it|dropped the ball|drop the ball|copy and paste job|copy-paste job|\
             passing the buck|pass the buck|passed the buck|making excuses|make excuses|making up excuses|excuses|\
             full of excuses|wishful thinking|guesswork|wasted (everyone's|my|our|the client's|the customer's) time|\
             lip service|bad (work|job|form|manners|style|faith|impression|habit|habits)|poor (work|job|performance|\
             quality|effort|preparation|showing|show|style|judgement|judgment|communication|planning|discipline|\
             excuse|result|results|execution|organisation|organization|response|listening|follow-up|service|handling|\
             form|standard|standards|handover|presentation|attention)|weak (work|performance|effort|show|showing|\
             presentation))",
            "(you|it|this|that|which|work|report|meeting|presentation|offer|quote|demo|visit|call|email|reply|\
             preparation|performance|result|handover|notes|minutes|proposal|plan|figures|slides|analysis|response|\
             forecast) ~1 (was|were|is|are|looks|looked|seems|seemed|sounded) (so |too |very |really |just |simply |\
             quite |rather |pretty |frankly |plain |)(bad|poor|wrong of you|slow|rushed|thin|vague|late as usual|\
             aggressive|passive|unclear|confusing|confused|boring|cold|harsh|dull|random|thrown together|lightweight|\
             not serious|unfair|mean)!( of|conductor|conductors|mode)",
            "you could not be bothered",
            "(you|you really|you just|you totally|you completely|you simply) (failed|fail|neglected|blundered|\
             bungled|botched|messed up|screwed up|slacked off|blew it|slept through|wrecked|ruined|spoiled|spoilt|\
             sabotaged|butchered|fumbled|mishandled|mismanaged) !(over)",
        ],
    ),
    (
        Person,
        TheDeed,
        &[
            "(you are|you were|you have been) (just |simply |really |clearly |basically |obviously |always |still |\
             such |by nature |frankly |definitely |certainly |only |too much of |)(not |not really |just not |no |\
             not exactly |never |hardly |)(a|an|no|one of those|one of these) ~3 (person|people|type|guy|girl|man|\
             woman|team player|. leader|. manager|. seller|salesman|saleswoman|salesperson|negotiator|listener|\
             communicator|. presenter|. planner|. organiser|. organizer|freak|perfectionist|character|kind|sort|\
             pessimist|optimist|introvert|extrovert|loner|coward|liar|bully|rookie|beginner|amateur|snob|egoist|\
             egotist|diva|drama queen|slowcoach|slacker|dreamer|control freak|micromanager|procrastinator|complainer|\
             whiner|moaner|loser|clown|idiot|fool|child|baby|kid|robot|machine|lone wolf|closer|hunter|farmer|\
             natural|talent|genius|thinker|worrier|blabbermouth|chatterbox|nuisance|burden|liability|problem|\
             disappointment|pain|hothead|know-it-all|show-off|people-pleaser|pushover|latecomer|networker|strategist|\
             team-player|self-starter|starter|numbers|cynic|gossip|quitter|softie|soft touch|dinosaur|chatterer|bore|\
             engineer at heart|black sheep) !(s list)",
            "(not|never|hardly) (really |exactly |)(a|an|much of a|the) ~2 (person|type|team player|leader|salesman|\
             seller|negotiator|people person|listener|communicator|planner|closer|hunter|natural)",
            "(you are|you were|you have always been|you have been|you can be|you come across as|you seem|\
             you look) (just |simply |really |clearly |basically |always |by nature |naturally |generally |still |\
             a bit |a little |so |such |)(too|far too|much too|way too|so|so very|simply too|just too|a bit too|\
             a little too|overly|not|not very|just not|simply not|not exactly|naturally|very|really|extremely|\
             terribly|incredibly|rather|quite|always so|pretty|inherently|) (introverted|extroverted|shy|quiet|soft|\
             nice|slow|sensitive|emotional|impatient|impulsive|timid|cautious|insecure|confident enough|\
             ambitious enough|smart|clever|intelligent|bright|stupid|dumb|young|old|inexperienced|stubborn|rigid|\
             proud|vain|cold|distant|aggressive|passive|negative|pessimistic|naive|weak|tough enough|strong enough|\
             honest|trustworthy|arrogant|lazy|disorganised|disorganized|chaotic|nervous|anxious|fragile|thin-skinned|\
             bossy|difficult|complicated|hard to work with|impossible|argumentative|talkative|loud|scatterbrained|\
             absent-minded|forgetful|indecisive|moody|jealous|selfish|self-centred|self-centered|cut out|made|built|\
             suited|born|mature|polite|gifted|talented|charismatic|creative|analytical|technical|academic|\
             comfortable in your|laid-back|laid back|easy-going|easygoing|easily distracted|old-fashioned|\
             set in your ways|uptight|tense|trusting|gullible|friendly|kind|likeable|lovable|wonderful)",
            "(you are|you were) (too|way too|far too|much too|simply too|just too|so|such) !(late|early|far|that|\
             kind as|long|many)",
            "(the kind of|the type of|the sort of|that kind of|this kind of|one of those) (person|people|guy|woman|\
             man|account manager|seller|colleague|employee|manager|salesman|salesperson)",
            "(typical|so typical|just typical|classic|so like|just like|very) (of |)(you|for you) !(can|could|know|\
             said|see|will)",
            "(typical|classic) (behaviour|behavior|you|engineer|salesman|salesperson|millennial|woman|man|newcomer)",
            "(that|this|it) is (so |just |simply |)(you|like you|how you are|the way you are|who you are|\
             what you are like)",
            "(the way you are|who you are|what you are like|how you are wired|the person you are|your kind|your sort|\
             your type|your generation|your lot|people like you|someone like you|somebody like you|men like you|\
             women like you|a man like you|a woman like you|a person like you|with you it is|the problem is you|\
             you are the problem|you as a person|as a person|as a human being|as a woman|as a man|for a woman|\
             for a man|for someone your age|at your age|for your age|a girl like you)",
            "your (whole |entire |basic |natural |own |)(personality|character|nature|temperament|temper|ego|\
             mentality|mindset|disposition|weakness|weaknesses|shortcomings|flaw|flaws|laziness|arrogance|\
             stubbornness|shyness|stupidity|incompetence|immaturity|insecurity|vanity|pride|manner|demeanour|\
             demeanor|accent|age|gender|brain|mind is|mouth|big mouth|intelligence|iq|intellect|impatience|nerves|\
             lack of (talent|brains|intelligence|confidence|character|backbone|charisma|personality)|people skills|\
             social skills|emotional intelligence) !(profile|set)",
            "your (main |biggest |real |basic |whole |)(problem|trouble|fault|issue) (is|was|has)",
            "(by nature|by character|by temperament|in your nature|in your blood|in your genes|in your dna|born (to|\
             that way|like that|lazy|leader|salesman|seller)|born with|not your thing|not in you|a leopard|\
             never change|will not ever change|cannot change who)",
            "you (just |simply |really |clearly |)(will|can|could|would) never (be|become|make|change|learn|grow|\
             get it|understand|amount)",
            "you (just |simply |really |clearly |obviously |)(lack|have no|have not got|do not have|have not|\
             have never had) (the |any |a |an |much |enough |even |)(talent|sense of|sense|feel|feeling for|backbone|\
             spine|brains|brain|guts|charisma|intelligence|instinct|personality|character|confidence|courage|empathy|\
             imagination|ambition|nerve|nerves|stomach|head for|gift|knack|what it takes|killer instinct|presence|\
             maturity|stamina|heart|humour|humor|manners|wit|flair|social skills|people skills|self-control|\
             self-discipline|self-awareness)",
            "(cut out|made|built|suited|fit|made out) (for|to be) (sales|selling|this|the job|this job|key accounts|\
             leadership|a leader|management|the role|this role|customers|customer work|negotiation|negotiations)",
            "(not|hardly) (leadership|management|sales|key-account|manager|executive) material",
            "(the wrong|not the right) (person|man|woman|guy|character|type) for",
            "you (just |simply |)do not have it in you",
            "(women|men|girls|engineers|young people|youngsters|millennials|newcomers|graduates|older colleagues|\
             foreigners) (are|just|simply|always|never|tend|cannot|can not|do not)",
            "(you|you really|you just|you simply) (are|were) (lazy|stupid|arrogant|hopeless|useless|impossible|\
             incompetent|immature|rude|selfish|dishonest|unreliable|careless|childish|irresponsible|difficult|weird|\
             strange|crazy|mad|brilliant|gifted|talented|smart)",
            "(what|who) kind of (person|manager|account manager|seller|salesman|man|woman|colleague) (are|does|would|\
             sends|goes|leaves|forgets)",
            "you (have|have got) (a|an|such a|quite a|the) ~1 (temper|ego|attitude|personality|character|big mouth|\
             short fuse|thin skin|thick skin|chip on)",
        ],
    ),
    (
        MindReading,
        AskThem,
        &[
            "<!(if|what|whether|why|when|where|how|that) you (just |simply |really |clearly |obviously |even |still |\
             honestly |plainly |)(do|did|have|had|can|could) not (even |really |actually |seem to |appear to |)(care|\
             want|bother|feel like|give a|respect|mind|have any interest|believe in|trust|like|see the point|\
             think it|think that|think this|think about anyone|take it seriously|take this seriously|value|\
             appreciate|have your heart) !(to (move|add|change|include|extend|renew|go|have|see|bring|discuss))",
            "you (can|could) not care less",
            "you (obviously|clearly|evidently|apparently|deliberately|intentionally|purposely|knowingly|consciously|\
             secretly|wilfully|willfully|surely|presumably|no doubt|plainly|certainly|undoubtedly|cynically|\
             maliciously|probably) (want*|think*|thought|hope*|hoping|intend*|feel*|felt|prefer*|believe*|decide*|\
             try*|tried|ignore*|chose|choose|withheld|hid|hide|wish*|meant|enjoy*|resent*|like*|love*|avoid*|skip*|\
             pretend*|consider*|sabotag*|fear*|do not|did not|could not)",
            "(deliberately|intentionally|on purpose|purposely|wilfully|willfully|knowingly|out of (spite|laziness|\
             fear|jealousy|pride|convenience|revenge|malice|boredom|vanity|envy)|in bad faith|with the intention|\
             with intent) !(signed|placed|left blank|redundant|over-provisioned|kept|designed)",
            "<!(do|did|would|could|if|what|that|which|can|should|may|might|where|whether|how|when|as|\
             because) you (just |only |simply |really |still |must have |must |probably |seem to |seemed to |\
             appear to |apparently |obviously |clearly |always |might have |may have |) (think|thought|believe|\
             believed|feel|felt|reckon|reckoned|hope|hoped|want|wanted|wish|wished|fear|feared|prefer|preferred|\
             resent|resented|hate|hated|love|loved|enjoy|enjoyed|despise|like|liked|dislike|disliked|intend|intended|\
             meant|mean) (that |) (you|it|we|the|this|nobody|no|i|i'd|they|a|an|yourself|to|your|my|me|our|others|\
             other|everyone|everybody|someone|rules|being|someone|customers|clients|delivery|engineering|finance|\
             legal|him|her|them|all|more|for|not|deadlines|paperwork|and)!(is the reason|offered|for the customer)",
            "(because|since|as) you (are|were|felt|feel|thought|think|wanted|want|did not want|do not want|\
             did not care|do not care|did not feel|hoped|hope|feared|fear|hate|hated|dislike|disliked|prefer|\
             preferred|did not like|do not like|did not trust|do not trust|could not be|resent|resented|knew|love|\
             like) (afraid|scared|too|lazy|bored|jealous|angry|offended|hiding|ashamed|embarrassed|tired|annoyed|\
             insecure|frightened|worried|not interested|uninterested|only|just|to|that|it|nobody|no|they|the|like|me|\
             about|he|she|you|him|her|doing|being|being seen|paperwork|admin|avoiding|trying|comfortable|feeling|\
             proud|vain|in a bad)",
            "[you (are|were) (just |only |simply |really |clearly |obviously |probably |plainly |still |apparently |\
             secretly |)(afraid|scared|frightened|jealous|bored|ashamed|hiding|hoping|trying to|avoiding|pretending|\
             not interested|uninterested|disinterested|not bothered|too proud|too scared|too afraid|too busy with|\
             sulking|offended|envious|resentful|bitter|angry|annoyed|looking for an excuse|looking for excuses|\
             out to|only interested|only thinking|only in it|after|counting on|fed up|tired of|in denial|\
             threatened by|intimidated|demotivated|uncomfortable with|insecure|worried about your|proud of that|\
             happy to let|indifferent|thinking only|anxious|desperate|in love|unhappy|dreaming|not serious|\
             not committed|no longer interested|no longer motivated)]",
            "(just|only|simply|merely|probably|presumably|no doubt|clearly|obviously) (to|so as to|so you could|\
             so that you could|because you|in order to) (get|avoid|annoy|please|impress|save|look|make|hurt|spite|\
             earn|win|hide|cover|provoke|wanted|score|grab|collect|collected|block|hit|reach|pocket|go home|leave|\
             escape|dodge|prove|embarrass|test|punish|gain|could|could not|did not|are|were|felt|thought|hate|like|\
             cash|claim|shine|skip|finish|get out of|get rid|shift) !(access|started|the receipt)",
            "(so you would not have to|so that you would not have to|so you did not have to|to get out of|to dodge|\
             to cover (up|yourself|for yourself)|to hide your|to protect your own|to save face|to save yourself|\
             to look good|to make yourself look|to make me look|to make (the |your |)(others|colleagues|team|\
             delivery|pre-sales) look|to annoy|to spite|to provoke|to please (the boss|yourself)|to teach (me|us|\
             them))",
            "(you have|you had|you have got) (clearly |obviously |apparently |evidently |plainly |probably |already |\
             long |)(no |lost |given up|lost all |little |zero |never had |checked |switched |mentally |stopped |\
             ) ~1 (interest|motivation|intention|respect|desire|wish|faith|patience|enthusiasm|heart|appetite|will|\
             hope|confidence|checked out|switched off|given up|caring|trying|ulterior|hidden agenda|\
             something against|an agenda|a grudge|a problem with|issues with)",
            "(hidden agenda|ulterior motive|ulterior motives|own agenda|private agenda|personal agenda|\
             bad intentions|your real (motive|reason|aim|intention|goal)|your motive|your motives|your intention was|\
             your intentions|your heart is not|your heart was not|your mind is elsewhere|your mind was elsewhere|\
             your mind was|your mind is|in your (head|mind)|at heart you|deep down|deep inside|secretly|\
             you know (very well|perfectly well|full well|exactly|damn well)|you knew (very well|perfectly well|\
             full well|exactly|all along|damn well)|as you well know|to you it is|to you this is|to you it was|\
             for you it is (just|only)|for you this is (just|only)|you could not wait|you can not wait|\
             you gave up on|you have given up|you had given up|you never wanted|you never cared|you never meant|\
             you never intended|you never believed|you never had any intention|you had no intention|\
             you have no intention|you must (have thought|think|have felt|feel|have wanted|have known|have hoped|\
             hate|have decided|believe|enjoy)|you just want|you only want|you just wanted|you only wanted|\
             you only care|you only cared|you care only|you care more|you cared more|you put yourself first|\
             you look down|you looked down|you see yourself|you consider yourself|you fancy|you feel threatened|\
             you feel superior|you feel that|you felt that|you feel like|you feel no|you take ~3 for granted|\
             you did not take ~4 seriously|you do not take ~4 seriously|you are not taking ~4 seriously|\
             you chose to ignore|you decided to ignore|you refuse to|you refused to|you ignored me|you wanted it to|\
             you wanted them to|you wanted me to|you wanted us to|you wanted to (see|get|show|look|hide|avoid|be|\
             hurt|make|embarrass|punish|prove|win|keep|impress|leave|save|block|take|push|shine)|you resent|\
             you resented|you enjoy|you enjoyed|you did it to|you did this to|you did that to|you do it to|\
             you do this to)",
            "(playing|play|played) (games|politics|dumb|the victim|for time|hard to get)",
            "(pretending|pretend|pretended) (to|that|not|you)",
        ],
    ),
    (
        Comparison,
        AgainstGoal,
        &[
            "(unlike|compared (to|with)|in comparison (to|with)|in contrast to|next to|measured against|contrary to|\
             as opposed to|against) (all |most of |)(the |your |our |my |)(others|other|colleagues|colleague|rest|\
             peers|peer|team|teammates|average colleague|predecessor|everyone|everybody|anyone|anybody|others'|\
             previous|former|two others|newest|new|youngest|junior|juniors|graduate|graduates|intern|interns|\
             trainees|top|best|better|stars|star|neighbouring)",
            "(unlike|compared (to|with)|in comparison (to|with)|next to|as opposed to) !(monday|tuesday|wednesday|\
             thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|\
             november|december|q1|q2|q3|q4|calder) @",
            "<!(with|to|for|and|by|from|find|need|ask) (everyone|everybody|nobody|anyone|anybody|no one|no-one) else",
            "(nobody|no one|none|no-one|anyone|anybody) (else |)(on|in|of) (the|this|your|our) (team|group|\
             department|office|unit|region|company)",
            "(the|your) (others|other (people|colleagues|managers|account managers|team members|sellers|salespeople|\
             reps|teams|team|groups|group|regions|region|ones|key account managers|guys|girls)) (all |both |each |\
             at least |somehow |easily |)(manage|managed|can|could|do|did|are|were|have|had|has|reach|reached|\
             deliver|delivered|get|got|hand|handed|make|made|finish|finished|seem|work|worked|hit|always|never|bring|\
             brought|keep|kept|show|showed|know|knew|take|took|need|needed|send|sent|put|write|wrote|visit|visited|\
             sell|sold|close|closed|find|found|come|came|submit|submitted|win|won|meet|met|cope|coped|handle|handled|\
             understand|prepare|prepared|answer|answered|achieve|achieved)",
            "(your|all your|all the other|other|most|all other) (colleagues|peers|teammates|team mates|team-mates|\
             fellow account managers|counterparts|coworkers|co-workers|predecessor|deskmate|neighbour|\
             neighbor) (all |both |each |at least |somehow |easily |in ~2 |)(manage*|can|could|do|does|did|are|is|\
             was|were|have|had|has|reach*|deliver*|get|got|gets|hand*|make|made|makes|finish*|seem*|work*|hit|hits|\
             always|never|bring*|brought|keep*|kept|show*|know*|knew|take*|took|need*|send*|sent|put|write*|wrote|\
             visit*|sell*|sold|close*|find*|found|come*|came|submit*|win*|won|meet*|met|would|will|cope*|handle*|\
             prepare*|achieve*) !(the client)",
            "(better|worse|slower|faster|weaker|less|more|lower|higher|fewer|harder|later|longer|quicker|smarter|\
             further|poorer) ~3 than (you|you are|yours|your|the others|others|anyone|anybody|everyone|everybody|\
             the rest|other|all|most|any of|any other|the average|!(monday|tuesday|wednesday|thursday|friday|\
             saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|\
             q1|q2|q3|q4|calder) @|the new|the intern|the trainee|the junior|him|her|them|a beginner|\
             the next) !(needs|target|goal|plan|budget|quote|quotation|forecast|own|first|last|previous|own goal|\
             agreed|offer|price|contract|calculation|estimate|draft)",
            "(twice|half|three times|double|triple|ten times) (as|of what|what|the) ~4 (as you|as yours|than you|\
             you do|you did|of what you|your numbers|as @|as the others|as anyone|as everyone|as your colleagues|\
             your colleagues|@ does|@ did|the others)",
            "(as|so) (good|fast|quick|reliable|careful|thorough|well|much|many|hard|organised|organized|prepared|\
             often|diligent|committed|motivated) ~3 as (@|the others|your colleagues|others|everyone|everybody|\
             anyone|the rest|your peers|the team|your predecessor|the new|the intern|him|her)",
            "(why|when|how come) (can|could|will|do|are|is|does) (you not|not you|you) ~1 (be|do|work|act|sell|\
             prepare|write|learn|manage|more)~3 (like|as|from|the way)",
            "why can not you",
            "(be|more|act|work|sell|look|do it|be a bit|be a little) (more |a bit more |)like (@|your|the others|\
             everyone|everybody|him|her|them|the rest|the new|other|others|a|my)",
            "(take|look at|learn from|follow|ask yourself how|see how|watch|think of|copy|listen to how|\
             consider) (a leaf out of |an example from |how |the example of |your example from |your cue from |\
             lessons from |what |a look at |a page from |a lesson from |)(@|your colleague|your colleagues|\
             the others|others|everyone else|the rest|the rest of|the new|other|him|her)(as an example|for example| \
             does| manages| works| did| do)",
            "(take|follow|copy) @ (as|for) (an|a)",
            "learn from @",
            "(even|any|a) (the |your |our |a |one of the |)(intern|interns|trainee|trainees|newcomer|newcomers|new|\
             junior|juniors|beginner|beginners|student|students|assistant|receptionist|apprentice|graduate|graduates|\
             youngest|newest|rookie|child|first-year|temp|secretary|five-year-old) ~3 (manage*|can|could|does|did|\
             has|had|asked|asks|knows|knew|would|gets|got|is|was|wrote|writes|sends|sent|handed|reads|read|finds|\
             found|prepares|prepared|hire|does|understands|brought|brings|checks|checked|closed|closes|visits|\
             visited|answers|answered|reached|makes|made|remembers|remembered|sees|saw|started)",
            "even @",
            "<!(with|to|for|and|by|from) the rest of (the |your |our |my |)(team|group|department|us|colleagues|\
             office|unit|region|them|class|sales force|salesforce)",
            "(you are|you were|you came|you come|you finished|you ended|again you|that puts you|you rank|you ranked|\
             you are again|you are still|you are always|ranked|ranks) ~2 [(the |)(only|worst|last|weakest|slowest|\
             lowest|poorest|bottom|least|third worst|second worst|second last) ~3 (one |person |member |)(on|in|of|\
             among|who|that|to|at|team|place|here)]",
            "you are the only (one|person|member|account manager|manager)",
            "(you|your) ~4 [(worst|weakest|slowest|lowest|poorest) ~2 (in|on|of|among) (the|our|your|my|\
             all) ~1 (team|group|department|office|unit|region|company|account managers|colleagues|managers)]",
            "(bottom|worst|last|foot) (of|on|in|at the bottom of) (the |our |my |)(team|league|class|table|ranking|\
             list|group|department|pile|heap|league table)",
            "@ (does|did|manages|managed|has|had|can|could|would|always|never|gets|got|makes|made|reached|reaches|\
             handed|hands|delivers|delivered|finishes|finished|brought|brings|visited|visits|sold|sells|closed|\
             closes|needs|needed|takes|took|is|was|and @) ~8 (and you|but you|while you|you only|against your|\
             than you|to your|compared|without any (trouble|problem|fuss|help)|with ease|effortlessly|\
             in half the time|twice as|better|on time every|easily|while yours|against yours|you do not|you can not|\
             in her sleep|in his sleep|every month|every week|without being asked|without reminders|\
             without a reminder|blindfolded|with her eyes closed|with his eyes closed|in no time)",
            "(is not|it is not|not) (rocket science|hard|difficult|so hard|too hard|too much|a problem|\
             brain surgery) for (@|your|the|anyone|everyone|everybody|others|anybody)",
            "(if|when) (@|the others|your colleagues|everyone else|others|the intern|the new|she|he|they|\
             your predecessor|the trainees|a trainee) (can|could|manage|manages|managed|does|do|did)",
            "(your|the) (predecessor|previous account manager|former account manager) (always|never|would|had|did|\
             managed|used|at least|was|reached|got|could|kept|knew|made|met|sold)",
            "(lag|lags|lagging|lagged|trail|trails|trailing|trailed|fall|falls|fell|falling|are|is|far|miles|well|\
             light years|way|still|you) behind (the |your |all the |everyone|everybody|all |)(others|other|\
             colleagues|rest|team|peers|@|everyone|everybody|else|pack|group)",
            "(by|against) (your colleagues'|the team's|the others') (standard|standards|numbers|record|level|example|\
             figures)",
            "(hold|holding|held|drag|dragging|drags|let|letting|pull|pulling) (the |)(rest of the |whole |)(team|\
             group|us|everyone|department) (back|down)",
            "(anyone|anybody|any idiot|any fool|any beginner|any student|a child|any other account manager|\
             any decent|every other|any good|any real) (could|can|would|else|account manager|seller|salesperson|\
             who) !(from|at the)",
        ],
    ),
    (
        Threat,
        SayWhatFollows,
        &[
            "(or else|mark my words|watch (yourself|out|your step|your back|it|this space)|you will (regret|be sorry|\
             pay|lose|see what|find out|be out|be looking|be replaced|be fired|be gone|be moved|suffer|face|\
             have a problem|have problems|have to go|have yourself to blame|have only yourself|wish|not be here|\
             not be on|not get|not see|get what|be in trouble|live to regret|be off|be finished|be dropped|not last|\
             not have a job|not have a|wish you had)|you (have|are) been warned|have been warned|consider this|\
             i am warning you|i warn you|i have warned you|this is (your |my |a |the )(last|final|only|\
             second) (and final |)(warning|chance|reminder|time)|(last|final|one last|one more|one final|\
             only one more|second and last) (chance|warning|strike|reminder)|(there will be|there would be|you face|\
             you will face|you will suffer|you will bear|you bear|personal|unpleasant|disciplinary) (serious |\
             severe |the |grave |personal |real |unpleasant |bad |) consequences|consequences for (you|your)|\
             disciplinary (action|measures|proceedings|steps)|three strikes|strike (two|three)|heads will roll|\
             your head|pay for (this|it|that)|or (you|we|i|there) (will|can|are|may|might|had|have) ~4 (out|go|leave|\
             gone|regret|off|consequences|replaced|fired|problem|somebody|someone|trouble|else|sorry|job|talk|bonus|\
             replace|give|take)) !(for the customer|for the client)",
            "(otherwise|if not|or) (,|) (you|i|we|there|your|this|somebody|someone|the bonus|hr|don't|do not|things|\
             it|expect) (will|may|might|can|are|is|have|could|shall|must|would|gets|goes|bonus|job|position|a|bother|\
             come|count) ~5 (out|go|leave|gone|regret|off|consequences|replaced|fired|problem|problems|somebody|\
             someone|trouble|else|sorry|job|bonus|replace|give|take|risk|position|account|accounts|back|warning|hr|\
             uncomfortable|tough|ugly|different|hard|draw|personal|act|forced|end|over|unpleasant|review|talk)",
            "if (this happens|it happens|that happens|things|you|such a thing|something like this|the same|\
             i catch you) ~5 (again|once more|one more time|another time|a second time|a third time|next time|\
             like this|any longer|goes on|go on|continues|continue|keeps|keep|does not (stop|change|improve)|\
             do not (stop|change|improve|shape|deliver|get|fix|manage|reach|pull)) !(we could|what|, (what|how|where|\
             which|who|shall|could|would|do|can))",
            "if (this|that|it) (goes on|continues|carries on|keeps (up|happening|on)|does not (stop|change|improve|\
             get better)|happens)",
            "(one|once|a single|any) more (mistake|slip|slip-up|time|complaint|late|error|missed|delay|incident|\
             like this|of these|such|blunder|excuse|failure) ~6 (and|will|means|you)",
            "(another|next) (mistake|slip|slip-up|complaint|late|error|missed|delay|incident|blunder|failure|\
             time) ~6 (and (you|i|we|your|it|that)|will cost|means you|you are|you will be|you are out|\
             will be your last|costs)",
            "(i|we|the company|hr|management) (will|would|shall|may|might|am going to|are going to|can|\
             could) (have to|be forced to|have no choice|have no option|be obliged to|need to|personally|\
             not hesitate to|make sure|see to it|start|look for|find|take|hand|give|remove|replace|report|escalate|\
             draw|reconsider|rethink|review|think about|think twice|not|be looking|put|cut|cancel|deduct|withhold|\
             strip|pull|move|transfer|fire|sack|dismiss|let|write|note|remember|talk to hr|go to hr|involve hr|\
             inform hr) (~6)(you|your|else|hr|somebody|someone|consequences|conclusions|accounts|account|file|bonus|\
             position|place|role|away|off|promotion|tolerate|forget|another|contract|measures|steps|protect|cover|\
             tolerated|fit|future) !(have the|to help|get|prepare|support|the slides|with the|for the|next)",
            "(no|any|much) (choice|option|alternative) (but|left|other than)",
            "(lose|losing|cost|costs|costing|risk|risking|forget|kiss|cut|cutting|withhold|cancel|touch|jeopardise|\
             jeopardize|endanger|goodbye to|wave goodbye to|say goodbye to|can forget|no|without|deduct from|docking|\
             dock|affect|affects|hurt|hurts|influence|end|ends|ending|ruin|block|damage|damages|delay) (you |)(your|\
             the|this|any|a) ~1 (job|jobs|bonus|position|accounts|place|role|promotion|salary|raise|seat|career|\
             title|commission|standing|future|desk)",
            "(your|the|this|that) (job|bonus|position|career|future|place|promotion|seat|role|head|contract|standing|\
             pay|rise|desk|probation|commission|neck) (here |)(is|will|would|could|may|might|are|hangs|depends|goes|\
             is now|can) (at risk|on the line|gone|at stake|in danger|be at|be on|be gone|be in|be over|over|\
             finished|in question|be affected|suffer|depend|on|not safe|no longer|history|up|disappear|go to|\
             in jeopardy|end|be cut|be cancelled|by a thread|out of the question|not guaranteed|secure no|be the|\
             questionable|open|be reviewed|under review|in the balance)",
            "(there are|there is|we have|i have|plenty of|enough|lots of|many|a queue of|dozens of) (~3)(people|\
             others|candidates|somebody|someone|applicants|account managers) ~3 (who would|who want|would like|\
             would love|waiting|who could|would be glad|would be happy|would jump|queueing|queuing|for your job|\
             would kill|to take your|who can|to replace)",
            "(find|look for|looking for|get|hire|bring in|put|choose|pick|ask|give it to|hand it to|need|\
             try) (somebody|someone|some-one|another|a new|another person) (else |new |better |other |\
             account manager |who |one |person |) ~4 (who|else|to do|do|in charge|to take|can|will|does|new|better|\
             actually|for your|in your)",
            "(hand|give|pass|transfer|reassign|move) your (accounts|portfolio|customers|account) (over |away |\
             )to (somebody|someone|another)",
            "(take|taken|taking|remove|removed|pull|pulled|strip|stripped) (you |the |your |this |that |all |\
             ) ~2 (away from you|off you|off the (team|account|project|case)|from the team|from you|\
             of your (accounts|role|title|responsibilities)|out of your hands|off your hands|accounts away)",
            "((replace|fire|sack|dismiss|demote|get rid of|write|kick|throw) you|you ~3 (fired|sacked|dismissed|\
             demoted|let go|written up|kicked out|thrown out)|written up|show you the door|the door is|\
             clear your desk|pack your|out the door|out of (this |the |)(team|job|company|door|here|a job)|\
             out on your|on thin ice|skating on|walking on thin|hanging by a thread|on your way out|\
             days are numbered|show you who|not be here|no place for you|no room for you|no longer need you|\
             better off without|find another (job|employer|company|team|role|place)|find yourself (another|a new|\
             without|out)|look for another|looking for another|looking for a new|new job|update your cv|\
             polish your cv|pack up|pack it in|end of the road|end of the line|last straw|that is it for you|\
             the end for you|over for you|be the end of you)",
            "think (about|twice|carefully|hard|again|long and hard) ~3 (whether|if|about|before) ~4 (belong|still|\
             want to|stay|job|future|place|right|want this|role|you|your) !(the customer|customer|client|need)",
            "(end up|ends up|goes|go|going|recorded|noted|written|put|land|lands|enter|entered|is) (on|in|into|\
             down in|down on) your (file|record|personnel file|records|hr file|appraisal|review)",
            "(do not|never) (make me|force me|push me|test me|test my patience|try my patience|cross me|come (crying|\
             running|back|to me)|bother (coming|showing)|you dare|expect (me to|any|a (bonus|raise|promotion|good))|\
             think (for a moment|you can|you will get|this is over)|let me catch|even think|be surprised (if|when)|\
             say i did not warn|say you were not warned|count on|ever (do|let|make|speak|go|come|embarrass|try|show|\
             pull))",
            "(my|our|my boss's|everyone's|management's) patience (is|has|will)",
            "(i am|i am getting|we are|i have) (running out of|losing|losing my|lost|lost my|had enough|\
             at the end of my) (patience|of you|of this|of it|tether|)",
            "you (had|would) better !(luck)",
            "you know what (happens|will happen|that means|this means|comes next|is coming|i will do|i can do)",
            "(i|we) will (remember|not forget|be watching|have my eye on|keep an eye on|be keeping|deal with you|\
             come down on|make your life|see about|see what hr|see to it|hold (it|this|that) against|\
             hold you (personally |)(responsible|accountable|liable)|not (tolerate|accept|put up|stand|cover|protect|\
             save|warn|be so|ask|say|tell|repeat|hesitate|let|wait|carry|forget|have|be held))",
            "(report|escalate|mention|take|bring) (you|this|it) (straight |right |directly |)(to|up with|\
             all the way to) (hr|the board|my boss|management|the director|the head|the ceo|the managing director|\
             human resources|the top|the management)",
            "(your|the) (next|annual|year-end|coming) (appraisal|review|rating|bonus|evaluation) (will|is going to|\
             would) (show|reflect|suffer|be|look|tell|feel|not)",
            "(want|wanting|wish|like|hope|hoping|plan|planning|intend|interested|care) (to |about |in |)(keep|\
             keeping|stay|stay on|remain|staying|hold on to|hang on to) (your|this|the|on|in) ~2 (job|role|position|\
             team|account|accounts|place|here|seat|territory|portfolio)",
        ],
    ),
    (
        Softener,
        SayItPlain,
        &[
            "<!(the|that|this|what|a|wrong|right|any|some|which|every|same|other|another|each|of|one|new|first|\
             certain|different|two|three|no|were|is) (kind|sort) of !(cable|thing|work|contract|customer|report|\
             order|product|service|question)",
            "(a little|a bit|a little bit|a tiny bit|a touch|a tad|a wee bit|a smidge|a shade|a trifle|somewhat|\
             slightly|sort-of|kind-of|kinda|sorta|more or less|mildly|ever so slightly|vaguely|marginally|moderately|\
             pretty much|kind of like) !(error|rate|stream|pattern|map|under|over|more than|of (data|time|space|\
             traffic))",
            "<!(we|could|would|shall|should|and|or) (maybe|perhaps|possibly|conceivably|arguably) !(one of|together|\
             we|by|on|with|by then|in|as early|on #|you could)",
            "<!(what|which|would|could|how|we|i|is|not|as soon as|where|it|they|most|if|that|who|and|or|will|\
             the) (probably) !(be|the cause)",
            "(might|may|could) (possibly|perhaps|conceivably|just|have possibly|have been|be|have|potentially|well|\
             have perhaps|not have been|not be|not quite|not have) (a |been |have |be |quite |put |the |not |an |\
             come |slightly |somewhat |)(bit|little|tad|touch|slightly|somewhat|too|more|better|ideal|perfect|\
             optimal|quite|fully|unfortunate|less|not|problem|issue|off|small|minor|misunderstanding|my|me|wrong|\
             nothing|imagining|mistaken|unlucky|sharper|clearer|quicker|earlier|faster|tighter)",
            "(might|may) (possibly|perhaps|conceivably|just possibly|have possibly|potentially)",
            "could (perhaps |possibly |maybe |)(have |)(been|be) (a |)(little|bit|tad|touch|somewhat|slightly|better|\
             sharper|clearer|quicker|tighter|more|improved)",
            "(to some (extent|degree)|to a certain (extent|degree)|in a (way|sense|manner of speaking) !(that|which|\
             the|to|of)|in some ways|in some sense|as it were|so to speak|if you like|if you will|at least i think|\
             or so|or something|or whatever|or something like that|as far as it goes|all things considered|\
             all in all|on the whole|by and large|for the most part|not entirely|not altogether|not necessarily|\
             not exactly|not quite|not really|not totally|not completely|not overly|not all that|not terribly|\
             not particularly|not especially|not too|not that) (ideal|perfect|optimal|right|great|good|what|on time|\
             clear|there|as|bad|well|sure|happy|complete|convincing|how|brilliant|helpful|serious|important|urgent|)",
            "(i|well i|but i|and i) (just |only |simply |merely |)(guess|suppose|reckon|mean|sort of|kind of|\
             was wondering|wondered|thought maybe|thought perhaps|wanted to mention|wanted to say|wanted to ask|\
             wanted to point|wanted to raise|wanted to flag|thought i would mention|do not know|hesitate|hate to|\
             would not say|would not call|would not want|do not want to (criticise|criticize|complain|nag|be|make|\
             sound|blame|judge|hurt|upset|exaggerate|seem|bother|lecture|go on|dwell|fuss)|do not mean to (criticise|\
             criticize|complain|nag|be|make|sound|blame|judge|hurt|upset|offend|lecture|bother|pry|fuss)|\
             am not (criticising|criticizing|complaining|blaming|saying|an expert|one to|here to|trying to|accusing|\
             sure (it|this|if|whether|that)|having a go|judging|suggesting)|may be wrong|might be wrong|\
             could be wrong|am probably|may be imagining|might be imagining|may be (too|over)|might be (too|over|\
             being)|could be imagining|am sure it is nothing|am sure you did not|am sure you had|am sure there|\
             feel bad|feel awkward|am afraid|am sorry|am only mentioning|am just mentioning|am only saying|\
             am just saying|am just asking|am only asking|am only a) ",
            "(i am only|i am just|i only|i just|just|only) (mentioning|saying|asking|wondering|thinking aloud|\
             a thought|a suggestion|an idea|my two cents|an observation|a remark|my opinion|a small|a tiny|a little|\
             a minor|a quick|one tiny|one small|one little|to say|wanted|want|thought|a hint|a detail|a feeling|\
             a minor point|my view|my impression|being picky|nitpicking|a formality) !(one|two|three)",
            "(do not|please do not|you need not|no need to|there is no need to|you must not|you should not|\
             try not to|you do not have to|do not please) (take (this|it|that|offence|offense)|get me wrong|\
             read too much|worry|be offended|be upset|feel bad|mind me|be angry|be cross|be mad|lose sleep|\
             beat yourself|stress|make too much|panic|hold it against me|misunderstand)",
            "(no (big |great |real |)(deal|problem|issue|drama|biggie|harm|worries|rush|hurry|pressure|offence|\
             offense|criticism|reproach|blame|hard feelings|disaster|tragedy)|(not|nothing|hardly|is not|was not|\
             it is not|it was not|far from) (a |an |that |so |too |the |really |all that |) (big deal|big thing|\
             big issue|huge deal|major|dramatic|serious|tragic|important|end of the world|catastrophe|disaster|\
             problem really|bad|terrible|worth mentioning|worth talking|criticism|a complaint|to worry|matter much|\
             matter|biggie))!(for the customer)",
            "it (does|did) not (really |actually |)matter (much|that much|too much|really|)$",
            "(never mind|not to worry|it is fine|it was fine|that is fine|it is ok|it is okay|that is ok|\
             that is okay|it happens|these things happen|such things happen|can happen|it can happen|\
             could happen to anyone|happens to (all of us|everyone|anyone|everybody|the best|me)|we all make|\
             everyone makes|everybody makes|nobody is perfect|no one is perfect|it is nothing|that is nothing|\
             it is just a|it is only a|it was only a|it was just a|just one of those|hardly worth|barely worth|\
             if anything|small thing|little thing|tiny thing|minor thing|small matter|minor matter|trivial matter|\
             small point|minor point|tiny point|small detail|tiny detail|little detail|minor detail|small hiccup|\
             little hiccup|hiccup|minor issue|small issue|tiny issue|little issue|small problem|little problem|\
             slight problem|slight issue|slight delay|slight misunderstanding|little mistake|small mistake|\
             tiny mistake|little slip|small slip|minor slip|slight slip|minor hiccup|small oversight|\
             slight oversight|little oversight|minor oversight|little bit unfortunate|a bit unfortunate|\
             slightly unfortunate|less than ideal|not the end|room for improvement|could be worse|no harm done|\
             water under the bridge|let us not|let us leave|let us forget|easy to miss|through no fault|\
             perfectly normal|only human|we all)",
            "(sorry (to|for|if|but|about)|apologies (for|if)|forgive me|pardon me|excuse me|with (all |the greatest |\
             the utmost |)(due |) respect|if i may (say|be|add)|if you do not mind (me|my)|if that is (ok|okay|\
             all right|alright)|if it is not too much|if you do not mind|no offence|no offense|at the risk of|\
             please bear with|i hope you do not mind|i hope this is ok|i hope that is ok|hope you do not|\
             hope that is|to be fair to you|in fairness|in all fairness|in your defence|in your defense|\
             to be fair) !(to the customer|to the client|your card)",
            "(rather|fairly|reasonably|relatively|quite) (late|long|short|thin|slow|unfortunate|weak|vague|brief|\
             small|low|loose|optimistic|rushed|unlucky|light|bare|hard|difficult|general|rough|close|sparse|tight|\
             incomplete|modest|ambitious|hasty|unclear|confusing|busy|poor|high|tricky|harsh|sharp|quiet|full|messy|\
             sketchy|patchy)",
            "(seem|seems|seemed|appear|appears|appeared) (to have been |to be |to have |like |as if |as though |\
             to me |that |) (a |an |)(bit|little|slightly|somewhat|tad|touch|maybe|perhaps|rather|kind|sort|\
             not quite|not entirely|not really|less|almost|possibly)",
            "it (seems|seemed|appears|appeared|looks|looked|feels|felt) (to me |a bit |a little |as if |as though |\
             like |that |rather |somewhat |almost |)(you|maybe|perhaps|the|there|there was|there were|it|a bit|we|\
             slightly|someone|something|that) !(is|are|the customer|the client)",
            "(as far as i (know|can tell|remember)|if i remember (rightly|correctly|right)|correct me if|\
             unless i am mistaken|if i am not mistaken|unless i am wrong|it is probably (me|my|just|nothing)|\
             probably (my|just|nothing|me|only|a|not|unintentional|an)|it may be (me|my|just|that i)|it might be (me|\
             my|just|that i)|maybe it is (me|my|just)|perhaps it is (me|my|just)|it is only my|it is just my|\
             this is just my|this is only my|that is just me|in my humble|imho|for what it is worth|\
             you may (disagree|see it differently)|or maybe not|but maybe|who knows|what do i know|i could be)",
            "(would be|might be|could be) (nice|good|great|lovely|helpful|ideal|kind|cool|better) if ~3 (could|would|\
             might|can) (perhaps|maybe|possibly|sometimes|try|just|be|a bit|a little|somehow)",
            "(try|maybe try|perhaps try|you could try) (a bit|a little|somehow|perhaps|maybe|to be a bit|\
             to be a little|and be)",
            "(if you (get|have|find|happen to have) (a |the |some |any |)(chance|time|minute|moment)|if (possible|\
             convenient|it suits|at all possible|you can|you could)|whenever (it suits|you can|convenient)|\
             when it suits) $",
        ],
    ),
    (
        Hearsay,
        FirstHand,
        &[
            "<!(we|both|and|customer|client) i (have |had |also |keep |have also |have already |already |recently |\
             once |often |just |only |do |)(heard|hear|hearing) !(you (say|ask|tell|explain|read|promise|present|\
             open|answer|quote|name|close|offer|interrupt|call|give)|it myself|him (say|ask)|her (say|ask)|them (say|\
             ask)|the (recording|call|customer say|client say)|both|myself|from you|back)",
            "(i (was|am|have been|had been|got|get|keep being|keep getting|also got|have also been|\
             have just been) (also |repeatedly |recently |reliably |) (told|informed|led to believe|\
             given to understand|made aware|hearing|tipped off|assured))",
            "(people|others|some|some people|many people|a lot of people|lots of people|several people|a few people|\
             certain people|certain colleagues|some colleagues|several colleagues|other colleagues|many colleagues|\
             your colleagues|colleagues|co-workers|coworkers|everyone|everybody|anyone|many|folks|most people|most|\
             a few|the others|the other teams|other teams|the whole team|the whole department|the whole office|\
             half the office|half the team|the whole company|half the company|half the department|insiders|sources|\
             somebody|someone|a colleague|one colleague|some of your colleagues|a few of your colleagues|\
             several of your colleagues|one of your colleagues|one of the team|some of the team|members of the team|\
             team members|a few team members|various people|the word|the grapevine|quite a few people|\
             more than one person|a number of people|a number of colleagues|a couple of people|the rumour mill|\
             everyone here|people here|people in ~2|somebody in ~2|someone in ~2) (also |all |often |always |even |\
             have |has |had |are |is |were |was |have all |has been |have been |keep |are all |are already |already |\
             now |here |around here |seem to |tend to |generally |clearly |just |really |on the team |in the office |\
             in the team |who know |privately |quietly |)(say|says|said|saying|tell me|tells me|told me|told us|\
             telling me|think|thinks|thought|feel|feels|felt|find|finds|complain|complains|complained|complaining|\
             report|reports|reported|mention|mentions|mentioned|mentioning|claim|claims|claimed|suspect|suspects|\
             suspected|know|knows|believe|believes|notice|noticed|noticing|talk|talks|talking|whisper|whispers|\
             whispering|gossip|grumble|grumbles|grumbled|moan|joke|laugh|agree|agrees|hinted|hint|wonder|wonders|\
             wondering|warned me|warn me|let me know|came to me|come to me|approached me|have it|has it|see you as|\
             sees you as|consider|considers|consider you|are unhappy|is unhappy|are fed up|is fed up|are annoyed|\
             is annoyed|are tired|is tired|are frustrated|is frustrated|raised|feels that|describe|describes|\
             call you|calls you|get the impression|gets the impression|are under the impression|seems to think|\
             are afraid|is afraid|resent|resents|assured me|swear|swears|remarked|remarks|commented|confirms|\
             confirmed that you|pointed out) !(how|about|the report|their|thank|yes|at the|what|by|goodbye|two|three|\
             with|about the|in writing|on #)",
            "(the |some |) (word|rumour|rumor|rumours|rumors|talk|gossip|story|grapevine|buzz|whispers|whisper|\
             murmurs|chatter) (has it|is|goes|around|in the|on the|of the|that|has|going|reached|among|says|about|\
             doing|at the|from)",
            "(rumour|rumor|rumours|rumors|gossip|hearsay|grapevine|apparently|supposedly|allegedly|reportedly|\
             reputedly|purportedly|ostensibly|seemingly)",
            "(it is|it was|it has been) (said|rumoured|rumored|reported|alleged|claimed|whispered|being said|\
             common knowledge|well known|widely known|known|an open secret|no secret|generally known|suggested to me|\
             brought to my attention|pointed out to me|mentioned to me) !(in the|on #|by the customer|by the client)",
            "(come|came|comes|brought|drawn|drew|reached|reaches|reach|got|gets|made its way|found its way|filtered|\
             trickled) (to |back to |through to |)(my|our|me) (attention|ears|notice|desk|via|through|by)",
            "(word|news|it) (has |)(got|gets|gotten|spread|travels|reached|reaches|gone|goes|is getting|came|\
             comes) (around|round|out|about|back|to me|me)",
            "a little bird",
            "(there (is|was|has been|have been|are|were|is a lot of|is some|has been some)|i (got|received|had|\
             have had|have received|get|have got|keep getting|keep receiving)|we (got|received|had|have had|\
             have received)) (also |already |some |several |many |various |repeated |a few |a number of |a lot of |\
             lots of |quite a few |numerous |talk|recurring |negative |a |the |more than one |an |anonymous |\
             secondhand |)(talk|complaints|complaint|rumours|rumour|rumors|rumor|feeling in|feeling among|\
             feeling that|feedback|comments|remarks|murmurs|grumbling|gossip|hints|hint|signals|reports|stories|\
             whispers|voices|negative feedback|unrest|impression in|impression among|perception|tip|tip-off|word|\
             anonymous) (that|about|from (people|others|colleagues|some|the team|several|various|customers|around|\
             other|all|a few|many|your|someone|somebody)|of you|on you|among|in the|going|around|\
             saying) !(the customer|from the customer's)",
            "(you|you have|you are|you get|you already|you still|you seem to) ~1 (have|are|get|has|having|got|gained|\
             known|said|rumoured|rumored|reputed|supposed|believed|thought|seen|considered|regarded|perceived|\
             described) (quite |)(a|the|as|to|for|to have|an|bad|being|quite|something of) ~2 (reputation|name for|\
             name of|be|have|difficult|arrogant|lazy|unreliable|reported|hard to|image|rarely|never|always|leave|\
             skip|avoid|not|being|late|unapproachable)",
            "(a |the |bad |your |) reputation (for|of|as|is|with|among|that|in)",
            "(bad|poor) (press|name)",
            "(from what|according to what|judging by what|as far as) (i|people|others|they|you|everyone) (hear|heard|\
             have heard|am told|was told|gather|gathered|understand|say|said|tell|know|have been told)",
            "according to (some|others|people|colleagues|the team|rumours|rumors|several|your colleagues|a colleague|\
             somebody|someone|the grapevine|many|a source|sources|certain|various|hearsay|the office|one of|unnamed|\
             everyone|everybody|a few|gossip|one source|insiders)",
            "i (gather|gathered|understand|understood|have gathered|have understood|am given|have it on|learned|\
             learnt|picked up|have picked up|found out from|know from) (that |from (others|people|colleagues|\
             a colleague|various|several|someone|somebody)|you (are|were|have|had|did|do|never|always|often|keep|\
             left|missed|sometimes|rarely)|there|somewhere|on good|good authority|indirectly|secondhand|second-hand|\
             rumours|things)",
            "(behind your back|in the corridor|in the corridors|at the coffee machine|by the coffee machine|\
             over coffee|in the canteen|at the water cooler|round the office|around the office|off the record|\
             in confidence|confidentially|between you and me|second hand|second-hand|secondhand|third hand|\
             through third parties|from a third party|via via|through the back door) ",
            "(somebody|someone|a colleague|people|colleagues|others|one of the team|several people|a few people|\
             some people|more than one|several of your|some of your|one of your|a source|various people|\
             certain people|a friend|a few of the|two or three|a little bird|a few colleagues|some colleagues|\
             several colleagues|a number of) (~3)(mentioned|told me|told us|complained|reported|hinted|said to me|\
             let slip|let me know|came to me|has told|have told|has complained|have complained|have mentioned|\
             has mentioned|has reported|have reported|remarked|have said|has said|approached me|has approached|\
             have approached|whispered|dropped a hint|confided|claims|suggested to me|have hinted|has hinted|\
             have noticed|has noticed|saw you|have seen you|has seen you|spotted you|noticed that you|noticed you|\
             were talking|was talking|warned me|tipped me|have raised|has raised|raised|finds you|find you|think you|\
             thinks you|feel you|feels you|do not like|does not like|no longer want|dislike|are complaining|\
             is complaining|is not happy|are not happy|was not happy|were not happy|have been saying|\
             has been saying) !(the fault|a fault|the error|by email on|in writing on|on #)",
            "(the customer|the client|customers|clients|they|the team|the office|the department|finance|delivery|\
             engineering|pre-sales|some customers|several customers) (all |) (say|says|finds|find|thinks|think|feels|\
             feel|complains|complain|is said to|are said to|are saying|is saying|have the impression|are fed up|\
             are unhappy|is unhappy) ~2 (you|that you|your)",
        ],
    ),
    (
        EmptyPraise,
        WhatWasGood,
        &[
            "(great|good|nice|excellent|fantastic|amazing|awesome|brilliant|wonderful|outstanding|super|superb|\
             terrific|fabulous|marvellous|marvelous|splendid|stellar|exceptional|sterling|fine|solid|lovely|top|\
             incredible|first-class|first-rate|world-class|tremendous|impressive|magnificent|smashing|cracking|\
             phenomenal|remarkable|perfect|strong|spectacular|extraordinary|sound|decent|bang-up) (job|work|stuff|\
             effort|efforts|performance|quarter|month|year|going|show|one|teamwork|attitude|result|results|week|\
             presentation|demo|meeting|talk|pitch|achievement|achievements|progress|contribution|contributions|\
             spirit|energy|communication|team spirit|service|leadership|negotiation|example|week|season|half-year|\
             sales|salesmanship|commitment|delivery|handling|support|motivation|handover|negotiating|\
             account management|closing|win|deal|visit|report|move|execution|preparation|run) !(order|instruction|\
             will|on|in|to|at|with)",
            "(well (done|played|handled|managed|deserved|worked|said|presented|written)|nice (one|going)|way to go|\
             good (on|for) you|keep (it|this|that) (up|going|coming)|keep (up|on) (the|this|that|your|with) (great |\
             good |excellent |fantastic |nice |hard |strong |)(work|momentum|pace|spirit|effort|energy|standard|\
             attitude|job)|keep going|keep up like|carry on like|more of the same|more of that|more of this|\
             onwards and upwards|go on like this|continue like this|just carry on|good show|bravo|kudos|hats off|\
             chapeau|congratulations|congrats|hurrah|hooray|cheers|high five|thumbs up|thumbs-up|a (big |huge |\
             )thank you|a (big |)round of applause|big up|props to you|respect from|you did (it|us|me|\
             the team) (again|proud)|top marks|full marks|ten out of ten|10 out of 10|five stars|gold star|a plus|\
             10/10|two thumbs|spot on|top notch|top-notch|first class|first-class|first rate|first-rate|world class|\
             world-class|second to none|out of this world|off the charts|one of a kind|par excellence|on a roll|\
             in top form|at your best|above and beyond|the extra mile|extra mile|the whole nine yards|knocked it out|\
             hit it out of|blew (me|us|them|everyone|everybody|the client|the customer) away|made (me|us|all of us|\
             the team|everyone) (proud|happy)|made my (day|week|year)|could not be (happier|prouder|more|better)|\
             could not ask for|what would we do without|where would we be without|would be lost without|\
             could not (have |)(do|done|did|manage|managed|win|won) (it |this |that |)without you|\
             could not do without|nothing to (complain|add|criticise|criticize|improve)|no complaints|\
             nothing but praise|what a (great |fantastic |brilliant |)(job|performance|result|quarter|star|year|\
             effort|team player|win|achievement|success|month|pro|champion|legend|hero|presentation))",
            "you (really |simply |totally |absolutely |just |truly |completely |definitely |certainly |always |\
             have really |have |have truly |guys |both |all |) (nailed|rock|rocked|rule|crushed|smashed|killed|aced|\
             shone|shine|excel|excelled|delight|delighted|impressed|impress|delivered $|stand out|stood out|\
             outdid yourself|outperformed|went above|go above|gave it your|gave your|gave everything|\
             made a difference|make a difference|made it happen|make things happen|make us|made us|do us|did us|\
             saved the day|saved us|deserve|deserved|earned it|earned this) (it|that|this|us|the|out|yourself|all|\
             best|above|me|everyone|everybody|a|proud|$|praise|credit)",
            "you (are|were|have been|have become|remain|really are|truly are|are really|are simply|are truly|\
             are just|are always|are such|are definitely|are clearly|have really been|are one of|are still|\
             are quite) (such |simply |really |truly |just |so |a real |a true |an absolute |absolutely |always |\
             definitely |one of |very |quite |)(a |an |the |our |my |)(real |true |absolute |great |huge |valuable |\
             total |bit of a |)(great|awesome|amazing|fantastic|brilliant|wonderful|outstanding|excellent|superb|\
             terrific|star|superstar|rockstar|rock star|legend|hero|champion|champ|asset|pleasure|gem|treasure|rock|\
             pillar|pillars|ace|pro|professional|role model|example|best|backbone|top|treasured|invaluable|\
             indispensable|priceless|incredible|impressive|marvellous|exceptional|machine|wizard|magician|genius|\
             delight|inspiration|winner|credit to|key to|joy|lifesaver|life saver|dream|blessing|dedicated|\
             hard-working|hardworking|committed|good colleague|team player|good team player|valued|\
             on the right track|doing great|doing well|doing fine|doing good|doing a|making great|making good|\
             unstoppable|fabulous|phenomenal|reliable|very good|really good|so good|good at|the man|the woman)",
            "you (really |simply |certainly |always |have |have really |have always |) (did|do|done|have done|\
             are doing|performed|perform|worked|work|handled|handle|presented|managed|sold|played|made|make|put in|\
             gave|show|showed|put) (so |very |really |extremely |incredibly |exceptionally |remarkably |pretty |\
             just |it |this |that |everything |things |yourself |us |a |an |such |such a |really a |) (great|well|\
             fine|good|brilliantly|superbly|excellently|perfectly|fantastically|wonderfully|hard|amazingly|admirably|\
             nicely|beautifully|impressively|outstandingly|fantastic|excellent|brilliant|amazing|wonderful|super|\
             terrific|proud|solid|outstanding|strong|awesome|nice|lovely|impressive|professionally|splendidly|\
             real difference) !(in advance|before|enough that|enough|above)",
            "(we|i|the team|everyone|everybody|the company|management|the whole team|the department|the customer|\
             all of us|the boss|the board) (really |truly |am |are |is |do |also |always |very much |greatly |\
             deeply |so |all |was |were |feel |felt |am so |am really |am very |are so |are very |are really |\
             is very |am truly |) (appreciate*|proud|impressed|happy|pleased|delighted|grateful|thrilled|value*|\
             thankful|love*|like*|satisfied|glad|admire*|trust|respect*|amazed|blown|count on|counting on|believe in|\
             rely on|lucky|enjoy*|adore*|over the moon) (with |of |to have |by |at |for |about |in |working |having |\
             the way |how |) (you|your|everything|it|this|what you|that|the result|the results|all|all you|\
             all of you|all that|always|hard|working with you|away|the great|the good|the effort|the work|the hard|\
             such|so much|on board)",
            "(impressive|impressed|perfect|excellent|fantastic|brilliant|superb|amazing|awesome|wonderful|\
             outstanding|splendid|marvellous|great|flawless|faultless|terrific|lovely|fabulous|sublime|magnificent|\
             exemplary|phenomenal|stellar|spectacular) $",
            "^ (really |very |quite |simply |absolutely |just |so |pretty |) (impressive|perfect|excellent|fantastic|\
             brilliant|superb|amazing|awesome|wonderful|outstanding|splendid|great|flawless) $",
            "(very|really|quite|pretty|so|simply|absolutely|truly|extremely|rather|just|incredibly) (good|nice|great|\
             impressive|strong|solid|professional|excellent|well done|brilliant|pleasing|positive|satisfying|\
             encouraging|decent|fine|amazing|outstanding|superb|fantastic|cool|lovely|helpful|valuable) ($|indeed|\
             work|job|and|result|results|quarter|performance|stuff|effort) !(faith)",
            "(thanks|thank you|many thanks|thanks a lot|thank you so much|thanks so much|\
             thank you very much) (again |so much |very much |a lot |)(for (everything|all|your|being|the (great|\
             good|hard|excellent|fantastic|effort|work)|always|a (great|good|job)|what you|doing|such)|$|to you)",
            "(all |) (your|the) (great |good |excellent |fantastic |) (hard work|efforts|dedication|commitment|\
             passion|enthusiasm|loyalty|positive attitude|great attitude|good attitude|professionalism|\
             can-do attitude|can-do spirit|energy|team spirit|drive|reliability|engagement) (is|are|was|were|has|\
             have|really|pays|paid|does|did|shows|showed|make|makes|deserve|deserves|speaks|inspire|inspires|and|,|$|\
             truly)",
            "(hard work|hard-working|hardworking|a job well done|job well done|great team player|a real asset|\
             a true asset|an asset|star performer|top performer|high performer|rising star|safe pair of hands|\
             good pair of hands|a natural|role model|shining example|an inspiration|pure gold|worth your weight|\
             worth its weight|a class act|the bee's knees|the best we have|best in class|best of the best|\
             never disappoint|never let us down|always deliver|always reliable|always there|one can always rely|\
             we can always rely|<!(nobody|no one|not) can (count|rely) on you|bright future|great potential|\
             huge potential|lots of potential|a lot of potential|so much potential|going places|go far|great things|\
             great asset|great addition|great colleague|good egg|good sport|big success|great success|huge success|\
             total success|complete success|resounding success|a success story|a great year|made great strides|\
             great strides|leaps and bounds|came on well|come a long way|coming along nicely|\
             getting better and better|better and better|much improved|strength to strength) !(rate)",
            "(your|the|this|that) ~2 (work|performance|presentation|result|report|quarter|effort|attitude|demo|pitch|\
             handling|job|negotiation|handover|offer|meeting|contribution|numbers|figures|results|efforts|month|year|\
             leadership|progress|analysis|proposal) (really |simply |truly |) (was|is|were|are|has been|have been|\
             looks|looked|speaks|speak) (really |simply |truly |very |so |absolutely |just |quite |always |again |\
             pretty |) (great|good|excellent|fantastic|brilliant|superb|amazing|awesome|wonderful|outstanding|\
             impressive|perfect|top|first class|super|terrific|flawless|spot on|exceptional|second to none|strong|\
             solid|for themselves|for itself|commendable|remarkable|fine|nice|lovely|very good|exemplary|\
             professional|stellar|phenomenal|appreciated|noticed|valued|welcome)",
            "(deserve|deserves|deserved|worthy of|worth|merits|merit) (a |the |all |all the |every |our |great |\
             special |some |much |high |) (praise|recognition|applause|credit|compliment|respect|mention|medal|\
             promotion|bonus|thanks|pat)",
            "(pat|pats) (on|yourself) (the|your|on)",
        ],
    ),
    (
        VagueTime,
        WhichDay,
        &[
            "(recently|lately|of late $|sometimes|often|oftentimes|usually|frequently|occasionally|you (normally|\
             generally|typically|mostly)|repeatedly|periodically|sporadically|rarely|seldom|nowadays) !(asked|\
             scheduled|maintained|used equipment|signed|called number)",
            "<!(as) (now and (then|again)|every now and then|(once|every once|every so) in a while|every so often|\
             from time to time|at times|on and off|off and on|off-and-on|once or twice|on occasion|on occasions|\
             on (several|various|many|some|a few|numerous|multiple|different|certain|more than one|other|previous|\
             past|repeated) (occasion|occasions)|more often than not|more than once|time to time|these days|\
             those days|in those days|back then|at one point|one time|one day|some day last|some days|on some days|\
             many a time|half the time|most of the time|most days|most weeks|some of the time|much of the time|\
             part of the time|a lot of the time|for the most part)",
            "(the|these|this|those) (other|past|last|previous) (day|couple of (days|weeks|months)|few (days|weeks|\
             months)|times|while) !(shift)",
            "(a while|a little while|some time|a long time|quite some time|ages|quite a while|a good while|not (so |\
             too |that |very |)long|a few (days|weeks|months|quarters|years)|some (days|weeks|months)|several (days|\
             weeks|months)|a couple of (days|weeks|months)|a short while|a short time|some while|yonks|forever|\
             a year or so|a month or so|a week or so|many (weeks|months|days)) (ago|back)",
            "(in|over|during|for|within) (the |these |)(past|last|recent|previous|first|early|latest) (few |\
             couple of |several |some |)(weeks|months|days|while|period|times|time|phase|quarters|years|meetings|\
             visits)",
            "(for|since|over) (a while|some time|ages|a long time|quite some time|quite a while|a long while|\
             a few (weeks|months|days)|several (weeks|months|days)|some (weeks|months|days)|too long|so long|\
             a good while|far too long|years|long|an eternity|a longer period|a longer time|a certain time|\
             the longest time|a couple of (weeks|months|days)) ",
            "(took|takes|take|taken|waited|wait|waiting|spent|needed|lasted|kept waiting) (~3)(ages|forever|a while|\
             some time|a long time|quite some time|quite a while|far too long|too long|so long|very long|\
             a good while|an eternity|quite long) !(than|of)",
            "((^|,) last time|the last time (you|we|i)|another time|at the last|in the old days|in the past|\
             in past (months|weeks|quarters)|in recent (weeks|months|times|days|visits|meetings)|before (that|now|\
             too)|earlier (on|this (year|quarter|month)|in the (year|quarter|month))|some time (back|last|in)|\
             sometime (last|in|this)|somewhere in|at some (point|stage|time)|once upon|more and more often|\
             increasingly often|increasingly|way back|years back|back in the day|once before|then and there|\
             around (that|this) time|around then|every few (days|weeks|months)) ",
            "^ (earlier|once|before|late|at first|for weeks|for days|for months|after a while|in between|\
             meanwhile) (,|this|you|in) ",
            "(towards|around|about) (the )(end|beginning|middle|start) of (the |last |this |) (year|quarter|month|\
             week|period|half|season|summer|spring|autumn|winter)",
            "(late|early|mid|middle of|end of|beginning of) (last |this |in the |)(year|quarter|month|summer|spring|\
             autumn|winter|season)",
            "(last|this|that|over the) (summer|spring|autumn|winter|season|few)",
        ],
    ),
    (
        VagueTime,
        ByWhichDay,
        &[
            "<!(as|so|how|no) (soon|sooner|asap|eventually|shortly|someday|sometime|sooner or later) !(before|after|\
             as|than #|opened|as the|as it|as we|as he|as she|as they|answered|delivered)",
            "as (soon|quickly|fast|early|promptly|swiftly|rapidly) as (possible|you can|you could|practicable|\
             feasible|may be|convenient|we can|it suits)",
            "(before (too |very |)long|in (the |)(near |not too distant |distant |foreseeable |immediate |)future|\
             in due (course|time)|in (good |due |the course of |the fullness of |some |)time (course|)$|\
             in the (coming|next|following) (few |couple of |several |) (days|weeks|months|time|period|while|future|\
             quarters)|over the (coming|next) (few |couple of |several |)(days|weeks|months|time)|in a (few|\
             couple of) (days|weeks|months)|in (some|several) (days|weeks|months)|in a (while|bit|little while|\
             moment|week or so|week or two|month or so|timely manner|timely fashion)|within (a reasonable|a short|\
             a few|the next few|some|reasonable|short) (time|days|weeks|months|period|)|some (day|time) (soon|next|\
             later|in|this|when|)|at some (point|time|stage|later)|at a later (date|time|point|stage)|at (the|\
             your) (earliest|next|first|next best) (convenience|opportunity|possible|occasion)|one of these days|\
             one (fine |)day|later on !(the|#)|down the (road|line)|next time|the next time|another (time|day)|\
             some other (time|day)|when (you (can|have time|have a (moment|minute|chance)|get (time|a chance|around)|\
             find (the |some |)time|feel like|see fit|are less busy)|there is (time|a chance|a moment|room)|\
             time (allows|permits)|things (calm|settle|quieten|are quieter)|it (suits|fits|is convenient|\
             gets quieter)|possible|convenient|the time (comes|is right)|appropriate)|whenever (you|possible|it|\
             there)|going forward|moving forward|from (now|here|today|then) on|from now onwards|in the long (run|\
             term)|in the (short|medium|mid) term|as time goes|by and by|for the (time being|moment|future|\
             next while)|in future|for now|until then|and then we (see|will see)|we will see (then|later|about)|\
             let us see|(earlier|faster|quicker) (next|in future|from|than before|the next)|on a regular basis|\
             well in advance|in good time|early enough|a bit earlier|a little earlier|much earlier|earlier in future|\
             these next|the coming (days|weeks|months)|the next (few|couple of|days|weeks|months)) !(for the tender)",
            "(quickly|quicker|faster|more quickly|rapidly) ($|next|in future|from|to customers|and)",
            "early (next|in the) (year|quarter|month|week|summer|spring|autumn|winter|new)",
            "(by|before|until|around|about|towards|in|some time|sometime) (the end of |late |early |mid |end of |\
             ) (summer|spring|autumn|winter|the holidays|next year|year end)$",
        ],
    ),
    (
        VagueAmount,
        HowMany,
        &[
            "<!(how|as|this|that|not|so|too|many) (many) !(to|of the #|are)",
            "(many|so many|too many|very many|a great many|a good many|quite many) (times|of|more|customers|clients|\
             reports|emails|calls|visits|mistakes|errors|things|people|details|questions|problems|points|open|gaps|\
             complaints|opportunities|deals|new|of your|slides|pages|meetings|invoices|orders|contacts|hours|days|\
             deadlines|accounts|sites|notes|fields|leads|quotes|offers|other|others|cases|colleagues)",
            "(several|numerous|various|countless|innumerable|umpteen|myriad|loads of|lots of|tons of|heaps of|\
             oodles of|masses of|dozens of|hundreds of|thousands of|plenty|piles of|bags of|stacks of|reams of|\
             a raft of|an array of|a string of|a series of|a stream of|a host of|a mountain of|a stack of|a pile of|\
             a ton of|a load of|a bunch of|a number of|a couple of|a couple|a handful|a handful of|a fraction of|\
             a portion of|a proportion of|a slew of|a flood of|a lot of|a lot|an awful lot|quite a lot|quite a few|\
             quite some|quite a number|a few|a good few|a great deal|a good deal|a small number|a large number|\
             a certain number|a high number|a huge number|a large part|a big part|a good part|a small part|\
             a large share|a big share|a large chunk|a big chunk|a small fraction|a good chunk|the majority|\
             the vast majority|a majority|the bulk|the lion's share|next to nothing|hardly any|hardly anything|\
             barely any|scarcely any|very few|too few|so few|precious few|only few|few of|few customers|very little|\
             too little|so little|some more|some of (the|your|our|them|these|those)|most of (the|your|our|them|these|\
             those)|much of (the|your|our)|almost (all|none|no|every|everything|nothing|everyone)|nearly (all|none|\
             no|every|everything|nothing|everyone)|practically (all|none|no|every|nothing|everyone)|virtually (all|\
             none|no|every|nothing|everyone)|just about (all|every)|more or fewer|a (significant|substantial|\
             considerable|sizeable|sizable|large|huge|big|small|fair|decent|certain|good|massive|great|tidy|handsome|\
             reasonable|limited|modest|enormous|tremendous|vast) (amount|number|part|share|sum|proportion|increase|\
             decrease|drop|rise|improvement|growth|loss|quantity|percentage|volume|discount|margin|extent|chunk|\
             difference|contribution|delay|cost|impact|effect|order|deal|budget|saving|savings|gap|portion|slice|\
             majority|bit)) !(liability|days ago|weeks ago|months ago|days back|weeks back|months back|owners|\
             shareholder|switching|access|connection|time)",
            "some (customers|clients|things|reports|problems|mistakes|deals|errors|progress|improvement|new|good|\
             results|calls|visits|details|points|opportunities|orders|contacts|meetings|issues|documents|invoices|\
             fields|entries|gaps|money|revenue|losses|loss|cost|costs|extra|additional|damage|trouble|success|wins|\
             leads|sites|emails|notes|complaints|deadlines|colleagues|numbers|figures|data|pages|slides|questions|\
             work|accounts|contracts|offers|quotes|delays|small|big|bigger|important|missing|major|minor|nice|effort|\
             other|business|impact|difficulties|information)",
            "(significant|significantly|substantial|substantially|considerable|considerably|sizeable|sizable|\
             noticeable|noticeably|appreciable|appreciably|markedly|dramatic|dramatically|drastic|drastically|\
             enormous|enormously|huge|hugely|massive|massively|vast|vastly|tremendous|tremendously|immense|immensely|\
             strongly|sharply|steeply|heavily|greatly|hefty|sky-high|record-breaking|good money|big money|\
             serious money|great expense|high cost|high costs|heavy losses|heavy loss|big loss|big losses|\
             great damage|a lot more|a lot less|a lot better|a lot of damage|lots more) !(figure|figures|digits|\
             change clause|event|beneficial)",
            "(much|far|way|even|a lot|a bit|a little|somewhat|significantly|slightly|considerably|clearly|visibly|\
             noticeably|so much|still|lots|that much|any) (better|more|worse|less|higher|lower|faster|slower|bigger|\
             smaller|fewer|longer|shorter|later|earlier|further|harder|quicker|stronger|weaker) !(than #|by #)",
            "(too|so|very|that|as) (much|many|few|little|high|low|long|big|small|large) ($|of|for|money|time|\
             discount|effort|detail|margin|work|revenue|customers|clients|calls|visits|mistakes|errors|contacts)",
            "(more|fewer|less|additional|extra|further|increased|reduced) (visits|calls|customers|effort|time|\
             contacts|meetings|care|attention|focus|revenue|business|opportunities|initiative|discipline|leads|\
             reports|detail|details|quality|structure|presence|engagement|energy|commitment|sales|orders|work|emails|\
             errors|mistakes|discount|discounts|discipline|responsibility|often|frequently|carefully|thoroughly|\
             closely|actively|proactively|seriously|regularly|of (this|that|the same|your|these)) !(than #)",
            "(most|the most|almost all|mostly) (customers|clients|reports|visits|calls|emails|people|colleagues|\
             orders|deals|meetings|notes|fields|entries|invoices|contacts|contracts|accounts|complaints|deadlines|of)",
            "(good|solid|decent|nice|big|large|small|strong|healthy|high|low|great|growing|rising|falling|increasing|\
             poor|weak) (numbers|figures|revenue|revenues|sales|turnover|volume|volumes|margins|growth|order intake|\
             profit|profits|amount|amounts|sum|sums|savings|increase)",
            "(a|the|your) (big|huge|large|small|good|fair|high|low) (chunk|percentage|number|amount|portion|majority|\
             minority|share|slice|part|order|discount) of !(#)",
            "(only|just|merely|barely|hardly) (a (few|handful|fraction|couple)|some|few|little)",
            "(do|be|get|become|try|work|improve|perform|try to be|deliver|sell) (better|more|harder|faster|\
             smarter) ($|next|in future|from|with|at|on|in|and|this|please)",
            "(improve|increase|raise|boost|enhance|strengthen|reduce|lower|cut|step up|intensify|optimise|\
             optimize) (your|the|on|upon|in|our) ~2 (communication|performance|service|quality|efforts|effort|skills|\
             work|attitude|results|numbers|sales|productivity|efficiency|engagement|visibility|behaviour|behavior|\
             discipline|presence|error rate|response|responsiveness|time management|planning|preparation|\
             documentation|reporting|number of|customer focus|activity|activities|hit rate|costs|relationship|\
             relationships|$)!(from|by #|to #)",
        ],
    ),
    (
        Imperative,
        AskOrOffer,
        &[
            "<!(what|do|did|would|will|if|when|that|where|how|why|think|which|whom|does|who|whatever|case|could|\
             else) you (really |just |simply |also |now |absolutely |definitely |first |finally |urgently |clearly |\
             certainly |still |always |) (must|should|ought|need|have to|have got to|got to|shall|need only|had to|\
             must not|should not|need not|will have to|will need to|will now|are to|are going to have to|\
             are required|are expected|are not allowed|are not to|are supposed to|are obliged|may not|can not just|\
             can not simply|can not keep|can not go on|can not continue|cannot go) !(for the|help|from me|\
             have access|have received|any help|be proud|decide|on)",
            "you will (do|write|call|send|stop|report|hand|deliver|fix|finish|start|change|apologise|apologize|learn|\
             attend|go|follow|prepare|submit|update|work|bring|give|make sure|ensure|get|put|stay|be at|be on|show|\
             answer|check|redo) !(find|see|with me|have)",
            "(i|we|the company|management) (really |just |simply |now |strictly |absolutely |fully |urgently |\
             ) (expect|want|need|demand|order|require|insist|command|instruct|forbid|urge|told|am telling|\
             am ordering|am asking|ask) (from |that |) (you|more from|better from|better of|you all|all of you|\
             an immediate|no more|this|it|nothing less|full|a change|to see) (to|now|be|do|that|stop|not|fixed|done|\
             by|from|change|,|$|improvement|commitment|immediately|change|on my|sorted|finished)",
            "(i|we) (will not|do not|can not|am not going to|refuse to|am not prepared to|am not willing to) (accept|\
             tolerate|have|allow|want|discuss|hear|listen|stand for|put up|repeat|see|care|argue|negotiate|debate|\
             say it|explain) (this|that|it|any|such|to|you|again|another|excuses|more|how|for|with|your|about|what|\
             why)",
            "(no (excuses|discussion|discussions|buts|ifs|arguing|debate|arguments|ifs or|ifs and|back talk|backchat|\
             further) |(do|just do) (as|what|it|exactly|exactly as|exactly what|the way) (i|you are|my way|\
             you have been|told|say|now|this|properly|right|exactly|immediately|again)|see to it|(^|just|please|\
             now) get (it|this|that|them|your|a|the|on|to|moving|going|used|down|off|out|up|back) (done|fixed|sorted|\
             act|head|grip|right|finished|together|with|in|to|it|into|together|of|your|there|now|over|moving|\
             organised|organized|ready|straight)|^ make (sure|it|certain|an|the|up|time) ~1 (you|it|that|your|happen|\
             this|the|work|effort|right|for|every|no|all|they)|pull (yourself|your|your socks|your weight)|\
             pull your (socks|weight|finger)|shape up|^ step up|man up|wake up|grow up|toughen up|wise up|hurry up|\
             shut up|listen up|smarten up|sort (it|this|that|yourself|out)|get a grip|get your act|get over it|(^|\
             please|just|now|so) (get on with|get moving|get going|go back and|go and|come up with|watch your|\
             mind your|hold your|take (responsibility|ownership|care|it|this|notes|more|your)|show (some|more|a bit|\
             me|that|respect|initiative|up)|try (harder|to be|again|and)|work (harder|on|faster|better)|\
             think (before|first|harder|about what|about how|again|like)|be (more|better|on time|punctual|careful|\
             professional|there|nicer|friendlier|polite|quicker|faster|proactive|honest|ready|prepared|available|\
             less)|never (do|let|send|go|come|speak|quote|promise|leave|forget|again))|this (must|has to|needs to|\
             will|is to|is going to|ends|stops) (stop|end|change|not|never|be|improve|now|today|here)|that (must|\
             has to|needs to|will|is to) (stop|end|change|not|never|be|improve)|(it|things) (must|has to|have to|\
             needs to|need to) (stop|end|change|not|never|improve|be done|be fixed|get better)|has to (stop|change|\
             end)|must (stop|change|end|not happen|never happen|be done|improve)|needs to (stop|change|end)|\
             with immediate effect|effective immediately|that is an order|this is an order|end of (discussion|story)|\
             full stop|i said so|because i say|my word is|like it or not|not up for|not a request|not a suggestion|\
             not optional|non-negotiable|whether you like|i do not care (how|what|if|why)|i am not asking|\
             is an instruction|on the double|chop chop|this instant|no ifs|you heard me|is that clear|is this clear|\
             am i clear|do you understand|do i make myself|how many times (do|must|have)|once and for all) !(payment|\
             flag|from the customer)",
            "(^|please|kindly|just|now|then|so|and|simply|instead|first|finally|always|immediately|never|but|\
             next time|in future|from now on|or|next|today|for once|at least|better|again|also|only) [(stop|quit|\
             cease) (.|$)]",
            "<!(we|i|can|could|you|to|and|would|shall|let|customers|clients|they) (stop|quit|cease) (going|doing|\
             making|sending|being|talking|coming|leaving|blaming|using|giving|promising|hiding|wasting|complaining|\
             interrupting|forgetting|whining|ignoring|pushing|delaying|avoiding|arguing|copying|telling|trying|\
             taking|looking|relying|acting|calling|asking|waiting|that|this|it|the|your)",
            "(^|please|kindly|just|now|then|so|simply|instead|first|finally|immediately|next time|in future|\
             from now on|next|today|for once|at least|also) [(do not|do never|never|don't you) (ever |even |you |\
             again |just |)(send|go|let|forget|come|talk|speak|call|promise|quote|do|make|use|write|give|leave|show|\
             tell|copy|ask|bring|wait|be|interrupt|argue|touch|try|take|start|sit|hide|blame|miss|put|skip|rely|run|\
             offer|discuss|change|ignore|delay|keep|hand|pass|push|sign|cut|meet|visit|answer|work|waste|sell|get|\
             lose|cancel|open|discount|expect|say|turn|play|look|assume)]",
            "(fix|redo|rewrite|correct|change|clean|finish|complete|submit|deliver|update|resend|send|do|hand|repair|\
             stop|sort|apologise|apologize|call|answer|return|clear|close|report|get|deal with|solve|bring|show|\
             improve) (that|this|it|them|these|those|the|your|him|her|me|yourself|all|everything|in|to|back) ~4 (now|\
             immediately|at once|right away|today|straight away|straightaway|asap|instantly|this minute|this instant|\
             by tonight|without delay|or|tonight|or else|without fail|without discussion|and do not|properly|\
             on the spot|no later)",
            "^ !(let (us|me)) (now |please |just |so |then |simply |instead |first |immediately |next time |\
             in future |also |always |kindly |finally |from now on |better |go and |go |) (call|phone|ring|email|\
             visit|write|send|submit|update|prepare|hand|deliver|fix|redo|rewrite|apologise|apologize|improve|\
             increase|reduce|follow|check|learn|read|study|practise|practice|attend|arrive|finish|complete|correct|\
             change|cut|drop|avoid|remember|ensure|speak|talk|listen|keep|put|bring|give|leave|let|run|spend|stick|\
             focus|concentrate|respect|obey|use|clean|clear|close|report|answer|reply|respond|react|start|work|act|\
             behave|look|sit|stay|wait|meet|sell|push|double|triple|raise|copy|inform|tell|ask|show|explain|document|\
             record|log|enter|fill|plan|organise|organize|schedule|book|rehearse|train|catch|chase|collect|confirm|\
             consult|involve|include|review|revise|sign|switch|turn|try|quote|negotiate|win|hit|reach|meet|accept|\
             admit|own|consider|return) (me|the|your|a|an|this|that|it|them|these|those|all|every|each|to|for|with|\
             at|on|up|in|out|off|back|away|more|less|him|her|us|everyone|everybody|yourself|customers|clients|people|\
             first|early|earlier|faster|slower|louder|only|no|nothing|twice|properly|harder|better|as|from|before|\
             after|about|by|how|when|what|whom|who|and|over|through|into|down|immediately|now|today|any|new|old|five|\
             ten|two|three|finance|delivery|engineering|legal|pre-sales|purchasing|@) !(know|where|what you think|\
             how you|whether|if|us know|you )",
        ],
    ),
];

/// Only in a part that praises: what comes after takes the praise back.
pub const IN_PRAISE: &[Entry] = &[(
    Softener,
    PraiseAlone,
    &["(but|however|although|though|yet|nevertheless|nonetheless|still|unfortunately|sadly|except|only|if only|\
         pity|shame|apart from) (you|the|next|it|your|this|that|there|i|we|not|on|in|at|for|one|a|an|they|please|try|\
         could|should|with|when|after|two|three|maybe|perhaps|,|somehow|don't|do|don|was|were|is|still|unfortunately|\
         sadly|then|why|now|what|even|only|all|some|also|had|by|to|next)"],
)];
