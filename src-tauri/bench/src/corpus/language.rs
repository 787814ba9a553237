//! What words of a language are built from. The function words are the language's own, because half of every text
//! is made of them; the rest follows its sounds, endings and prefixes.

pub(super) struct Language {
    pub tag: &'static str,
    /// Its share of the articles.
    pub share: f64,
    /// The most frequent first.
    pub function: &'static str,
    pub onsets: &'static str,
    pub nuclei: &'static str,
    /// '-' stands for none.
    pub codas: &'static str,
    /// The most frequent first; '-' stands for none.
    pub endings: &'static str,
    pub prefixes: &'static str,
    /// Between the parts of a compound; '' where there are none and endings pile up instead.
    pub joints: &'static str,
    pub months: &'static str,
    pub said: &'static str,
    pub quotes: (char, char),
    pub stop: &'static str,
    pub comma: &'static str,
    /// Nouns have a capital.
    pub capitals: bool,
}

pub(super) const LANGUAGES: &[Language] = &[
    Language {
        tag: "de",
        share: 0.27,
        function: "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass \
sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde",
        onsets: "b d f g h k l m n p r s t w z sch st br gr kr tr fl schl spr pf zw v",
        nuclei: "a e i o u ä ö ü au ei ie eu e a",
        codas: "- - n r l s t ch ng rt nd cht lt m ck ss rk ft mpf",
        endings: "- en e er ung ungen s es ern lich liche lichen keit isch ische te ten t st heit",
        prefixes: "be ver ent er ge un vor auf ab aus ein über unter um nach hin",
        joints: "s - en s",
        months: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        said: "sagte erklärte betonte teilte mit forderte warnte",
        quotes: ('„', '“'),
        stop: ".",
        comma: ",",
        capitals: true,
    },
    Language {
        tag: "en",
        share: 0.27,
        function: "the of and to in a is that for on was with as by it he at from be his are an this had not have which one were but \
or their has been said who will its they more all about after would also two than other up there when first into new",
        onsets: "b c d f g h j l m n p r s t w th sh ch st br pl gr tr sp cl fr v y",
        nuclei: "a e i o u ea ou ee ai oo a e i",
        codas: "- - n r l s t d m nt ck ll st nd rt ng sh p",
        endings: "- s ed ing er ly ion ions ment al ers able ness ity ive 's ism",
        prefixes: "re un dis pre over non mis inter sub counter out",
        joints: "- - -",
        months: "January February March April May June July August September October November December",
        said: "said told added announced warned stressed",
        quotes: ('“', '”'),
        stop: ".",
        comma: ",",
        capitals: false,
    },
    Language {
        tag: "nl",
        share: 0.11,
        function: "de van het een en in is dat op te zijn met voor die niet aan er om ook als bij maar door uit naar dan heeft nog \
hij worden over wordt tot was of ze hebben tegen kan zich na deze wel al meer geen moet haar onder veel werd",
        onsets: "b d g h k l m n p r s t v w z sch st br gr kr tr vl kl sp",
        nuclei: "a e i o u aa ee oo ie oe ij ui eu ou e a",
        codas: "- - n r l s t k m ng rt nd cht lt ps",
        endings: "- en e s er ing ingen heid t te de lijk lijke isch ische ers je jes",
        prefixes: "be ver ont her ge on voor op af uit in over onder mis",
        joints: "s - e s",
        months: "januari februari maart april mei juni juli augustus september oktober november december",
        said: "zei verklaarde benadrukte meldde waarschuwde",
        quotes: ('“', '”'),
        stop: ".",
        comma: ",",
        capitals: false,
    },
    Language {
        tag: "ru",
        share: 0.17,
        function: "и в не на что с он по как это из у за к от но о для его также все так же до при был после бы или если были она \
которые быть году может было уже только более этом их чтобы через когда под ещё со где между",
        onsets: "б в г д з к л м н п р с т х ч ш ст пр тр кр гр вл ж ц",
        nuclei: "а е и о у я ы ю а о е и",
        codas: "- - - н р л с т к м в й ть ст",
        endings: "- а ы у ом е ов ами ах ый ого ому ым ая ую ые ых ает ают ал али ала ить ание ания ность ности ский ского",
        prefixes: "по за на вы при пере об раз от до про не без меж",
        joints: "о е о",
        months: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        said: "заявил сообщил отметил подчеркнул сказал",
        quotes: ('«', '»'),
        stop: ".",
        comma: ",",
        capitals: false,
    },
    Language {
        tag: "tr",
        share: 0.09,
        function: "ve bir bu da de için ile olarak çok daha olan en gibi sonra kadar ne o ama göre var her ise değil iki yeni ya \
tarafından diye karşı arasında büyük son ancak ilk olduğu önce şu eden üzerine ki içinde",
        onsets: "b c ç d f g h k l m n p s ş t v y z r",
        nuclei: "a e ı i o ö u ü a e i",
        codas: "- - - n r l k t m ş z s y",
        endings: "- lar ler ı i in ın da de dan den a e si sı nin ları leri larının dir miş di yor acak mek lik li siz",
        prefixes: "",
        joints: "",
        months: "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
        said: "söyledi belirtti açıkladı vurguladı dedi",
        quotes: ('"', '"'),
        stop: ".",
        comma: ",",
        capitals: false,
    },
    Language {
        tag: "ar",
        share: 0.09,
        function: "في من على إلى أن عن التي الذي مع هذا هذه ما لا بعد كان بين قد كما ذلك قبل حول خلال كل أو لم حيث ضد هو هي بعض غير \
أكثر عند منذ حتى أمام إن كانت يوم دون",
        onsets: "ب ت ث ج ح خ د ر ز س ش ص ض ط ع غ ف ق ك ل م ن ه و ي",
        nuclei: "ا و ي",
        codas: "-",
        endings: "- ة ات ين ون ها هم ه ية ي نا ان",
        prefixes: "ال و ال وال ب بال لل ل ف ك",
        joints: "",
        months: "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        said: "قال أعلن أكد أضاف صرح",
        quotes: ('«', '»'),
        stop: ".",
        comma: "،",
        capitals: false,
    },
];

/// The parts of a list; '-' is the empty part.
pub(super) fn parts(list: &'static str) -> Vec<&'static str> {
    list.split_whitespace()
        .map(|part| if part == "-" { "" } else { part })
        .collect()
}
