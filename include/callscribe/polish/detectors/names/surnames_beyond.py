"""Surnames of Britain, Ireland, Africa, Asia and Europe that are less common in English-speaking countries."""

from __future__ import annotations

from typing import Final

SURNAMES_BEYOND: Final = frozenset(
    """
    abernathy ackroyd adair adeleke adeniyi ainsworth aitken alcott aldous aldridge allardyce allenby amoah andreou
    ankrah ansah appiah appleby applegate arbuthnot arkwright armitage asante ashworth aspinall asquith atherton
    attenborough awolowo badawi bainbridge bairstow balfour bancroft banerji bannister barraclough barrington
    bartholomew bazargan beauchamp beaumont beckett beddoes bellamy benbow bevan bhogal bickerstaff biggins
    billingham birkett birtwistle blackmore blackshaw blackwell blackwood blakemore blenkinsop bloomfield
    boddington bolton bosworth botham bottomley boyce bracewell braddock braithwaite bramhall bramley branagh
    brannigan brearley brierley brockbank bromley bronson brownlee brubaker bruckner buchanan bulloch burgess
    burrows buttersworth butterworth byatt cadwallader cairney calloway carmichael carrington cartwright castellano
    cathcart caulfield cavanagh cavendish chadwick chakrabarti chamberlain charlesworth cheadle chukwu churchill
    clegg clough cockburn coghlan colclough colquhoun comerford compston conlon connaughton considine copeland
    corbett corcoran cornwallis corrigan costello costigan cottrell coughlan coulson covington cowell coyle
    crabtree craddock crawshaw creighton cresswell critchley crockett crompton cromwell cuffe culhane cullinane
    cunliffe curran dalgleish dangerfield dawber dawkins deakin delacroix dempsey denholm devereux devine devlin
    dewhurst dickinson dimmock dinsdale dlamini dobson doherty donaghy donoghue dosanjh drabble drinkwater driscoll
    drummond drury duckworth dudek dunleavy dunmore dunphy dunwoody durkin dykes eastwood eccles eckersley
    edgeworth edmondson egan egerton eldridge ellington ellsworth elphick emery entwistle erskine etheridge
    fairbairn fairchild fairclough fairfax fairweather fazackerley featherstone fenn fenwick finchley finnegan
    finnerty firth fitzgibbon fitzroy fitzsimmons flaherty flanagan flannery fogarty forsyth fothergill
    fotheringham frobisher furlong gaffney galbraith gallacher galloway gascoigne geraghty gilchrist gillingham
    gilmartin goddard godwin goldsmith goodall goodfellow gormley grainger granger greenhalgh gresham grewal
    grierson grigson grimshaw gunawardena guthrie hadfield haggerty haigh halliday halloran halpin hanrahan
    hardcastle hargreaves harkness harrigan hartigan hartley haslam hathaway haworth hazelwood heaney heathcote
    hegarty hemingway hennessy hepburn heptinstall herrington heseltine hetherington hewitt heywood hibbert
    higginbotham higgs hillyard hinchcliffe hindmarsh hobbs hodgkinson hodgson hogg holbrook holdsworth
    hollingsworth hollis holroyd honeycutt hopkinson hornby horrocks horsfall houlihan howarth hoyle huddleston
    hutchings hutchison huxley idowu iheanacho illingworth ingham inglis ironside isherwood iwu jablonski jagger
    jarrett jephson jessop jobson johal johnstone kaminski kavanagh keelan keighley kellaway kelleher kenna
    kennaway kenworthy kerrigan kershaw khumalo kilpatrick kilroy kinsella kirkbride kirkham kirkpatrick lachance
    lafferty laidlaw langford langley langridge larkin lasseter lassiter latham lattimore laughlin laurier lavery
    leadbetter leary leighton lennox lightfoot linehan livesey livingstone llewelyn lockhart lockwood longbottom
    loughlin loughran lovejoy lovelace lowry lydon lynskey mabaso macallister macgregor mackay mackie mackintosh
    macleod macmillan madigan maguire mahlangu mahoney maitland mallinson mandela mangan mansfield marlowe marriner
    marsden masterson mathers mathieson matsuda maxfield mbeki mcadam mcafferty mcardle mcauley mccabe mccafferty
    mccaffrey mccartney mcclelland mccluskey mccormack mccracken mcdermott mcdonagh mcdonnell mcelroy mcevoy
    mcfadden mcfarlane mcgill mcginley mcginn mcgovern mcgowan mcgregor mcguinness mchugh mcilroy mcinerney mckeown
    mckinley mclaren mcleod mcloughlin mcmanus mcnamara mcnamee mcneill mcnulty mcphail mcqueen mcrae mcshane
    mcsweeney mctaggart mcveigh mcvey meacham mellor melville merriman merriweather metcalf metcalfe mhlanga
    millington mitchum mkhize molloy molyneux monaghan montague moorcroft moorhouse moriarty morley morrissey
    mortimer moseley mostafa moynihan mudaliar mulcahy muldoon mulhern mulholland mulligan mulvaney murtagh
    musgrave naidoo nakagawa napier natarajan naughton naylor ncube ndlovu nesbitt nettleton nevin newbury newell
    ngata nicholls nicholson nightingale noonan nowakowski nowicki nugent nuttall nyambura o'callaghan o'donoghue
    o'dowd o'driscoll o'dwyer o'farrell o'flaherty o'gorman o'grady o'halloran o'keeffe o'mahony o'meara o'riordan
    o'shea o'toole odonkor oduya ogden ogunbanjo okazaki oldfield openshaw ormerod osbourne oshea ostrowski padgett
    paisley pankhurst parkin parkinson partington partridge pasternak pawlak pawlowski pemberton pendleton
    penhaligon penhallow pettigrew phelan philbin pilkington pinkerton plunkett polanco ponsonby poulton
    prendergast prentice prescott prichard priestley pritchard proctor purdy pybus quigley quinlivan rackham
    radcliffe radford rainford ramsbottom ramsden randhawa ravenscroft rawlings rawlinson raworth redfern redgrave
    redpath reinhardt renshaw ridgeway rigby robertshaw rodham rothwell routledge rowbotham rowley rowntree runcorn
    rushworth rutherford sainsbury saltmarsh sanderson satterthwaite savile scanlon schofield seagrave seddon
    sedgwick selwyn shackleton shaughnessy shawcross sheehan sherwin shufflebotham siddall silverman simmonds
    simpkins skelton slattery smedley smethurst smithson snodgrass snowden sobczak somerville southgate southwell
    spratt squires staniforth stansfield stapleton staunton stavrou stockdale stoddart strachan stratford
    stringfellow stroud sturgeon sugden sutcliffe sutherland swaine swinburne sykes symonds tabassum tarrant
    tattersall tavares tennant tennyson thackeray thackray thistlethwaite thorley thornbury thorne thorneycroft
    thornhill threlfall thurlow thurston tillotson timpson tindall titchmarsh tolliver topham torrance treadwell
    trehearne tremblay trevelyan trotter trueman tuffnell turnbull tweddle tweedie twigg tyldesley tyrrell
    underhill unsworth upton urquhart vandenberg vanderbilt varley venables vogel waddell wadsworth wakefield
    wakeman walcott walmsley walpole walsham wanjiku warburton wardle warrington waterhouse waterman watkinson
    weatherall wedgwood weinstein welby wellesley westwood whalley wharton wheatley whelan whitbread whitcombe
    whitehouse whitelaw whitlock whitmore whittingham whitworth wickham widdowson wigglesworth wilberforce wilkie
    willoughby winstanley winterbottom wojciechowski wolstenholme wolverton woodcock woodhouse woodruff woolley
    worthington wrigglesworth wrigley wycliffe yeats youngblood yousaf
    """.split()
)

FIRMS_BEYOND: Final = frozenset(
    """
    laurier lowell
    adair arkwright bancroft bickerstaff buchanan burgess burrows carmichael cavendish churchill clegg colquhoun
    conlon copeland corbett cromwell cullinane cunliffe curran devine devlin dobson drummond drury dudek eccles
    egan fairfax fenwick firth fitzroy fogarty furlong galloway grainger granger gresham harkness hennessy hepburn
    hobbs hogg hollis huxley ingham inglis ironside jagger langley larkin latham lavery lennox linehan livesey
    livingstone lockhart lowry lydon mackie maguire mandela marlowe mathers mcdonnell mckinley mcqueen mellor
    merriman montague mortimer mulligan napier nevin newell nightingale nugent ogden oldfield osbourne oshea
    paisley phelan plunkett poulton prescott proctor radford reinhardt rigby sainsbury sanderson seddon skelton
    snowden squires stroud sugden swaine sykes tavares tennant thorne trotter twigg varley venables vogel waddell
    wardle waterman westwood
    """.split()
)
"""Those of them that firms, places and things are called as often."""

PLACE_ENDINGS: Final = tuple(
    "ton ford ham worth wood field ley bury by well land gate burn hill stead bridge croft house ridge combe "
    "low".split()
)
"""Endings of surnames that are names of places and streets as often."""
