//! Persons that the articles speak of, as each language spells them.

/// A person: given name and surnames, in the order of the languages (de, en, nl, ru, tr, ar). Several surnames are
/// several spellings that are all in use, the first the most common.
pub struct Person {
    pub given: [&'static str; 6],
    pub surnames: [&'static [&'static str]; 6],
}

pub const PERSONS: &[Person] = &[
    person(
        [
            "Wolodymyr",
            "Volodymyr",
            "Volodimir",
            "Владимир",
            "Volodimir",
            "فولوديمير",
        ],
        [
            &["Selenskyj", "Selenski"],
            &["Zelensky", "Zelenskyy"],
            &["Zelensky"],
            &["Зеленский", "Зеленского", "Зеленским"],
            &["Zelenskiy", "Zelenski"],
            &["زيلينسكي"],
        ],
    ),
    person(
        ["Sergej", "Sergey", "Sergej", "Сергей", "Sergey", "سيرغي"],
        [
            &["Lawrow"],
            &["Lavrov"],
            &["Lavrov"],
            &["Лавров", "Лаврова"],
            &["Lavrov"],
            &["لافروف"],
        ],
    ),
    person(
        ["Maria", "Maria", "Maria", "Мария", "Mariya", "ماريا"],
        [
            &["Sacharowa"],
            &["Zakharova"],
            &["Zacharova"],
            &["Захарова", "Захаровой"],
            &["Zaharova"],
            &["زاخاروفا"],
        ],
    ),
    person(
        ["Rustem", "Rustem", "Roestem", "Рустем", "Rüstem", "رستم"],
        [
            &["Umjerow", "Umerow"],
            &["Umerov", "Umierov"],
            &["Oemerov"],
            &["Умеров", "Умерова"],
            &["Umerov"],
            &["عمروف"],
        ],
    ),
    person(
        [
            "Wladimir",
            "Vladimir",
            "Vladimir",
            "Владимир",
            "Vladimir",
            "فلاديمير",
        ],
        [
            &["Medinski"],
            &["Medinsky"],
            &["Medinski"],
            &["Мединский", "Мединского"],
            &["Medinskiy"],
            &["ميدينسكي"],
        ],
    ),
    person(
        ["Dmitri", "Dmitry", "Dmitri", "Дмитрий", "Dmitriy", "دميتري"],
        [
            &["Peskow"],
            &["Peskov"],
            &["Peskov"],
            &["Песков", "Пескова"],
            &["Peskov"],
            &["بيسكوف"],
        ],
    ),
    person(
        ["Hakan", "Hakan", "Hakan", "Хакан", "Hakan", "هاكان"],
        [
            &["Fidan"],
            &["Fidan"],
            &["Fidan"],
            &["Фидан", "Фидана"],
            &["Fidan"],
            &["فيدان"],
        ],
    ),
    person(
        ["Recep", "Recep", "Recep", "Реджеп", "Recep", "رجب"],
        [
            &["Erdoğan", "Erdogan"],
            &["Erdogan"],
            &["Erdogan"],
            &["Эрдоган", "Эрдогана"],
            &["Erdoğan"],
            &["أردوغان"],
        ],
    ),
    person(
        ["Andrij", "Andriy", "Andri", "Андрей", "Andriy", "أندري"],
        [
            &["Sybiha"],
            &["Sybiha", "Sibiga"],
            &["Sybiha"],
            &["Сибига", "Сибиги"],
            &["Sıbiga"],
            &["سيبيها"],
        ],
    ),
    person(
        [
            "Emmanuel",
            "Emmanuel",
            "Emmanuel",
            "Эмманюэль",
            "Emmanuel",
            "إيمانويل",
        ],
        [
            &["Macron"],
            &["Macron"],
            &["Macron"],
            &["Макрон", "Макрона"],
            &["Macron"],
            &["ماكرون"],
        ],
    ),
    person(
        [
            "Friedrich",
            "Friedrich",
            "Friedrich",
            "Фридрих",
            "Friedrich",
            "فريدريش",
        ],
        [
            &["Merz"],
            &["Merz"],
            &["Merz"],
            &["Мерц", "Мерца"],
            &["Merz"],
            &["ميرتس"],
        ],
    ),
    person(
        ["Marco", "Marco", "Marco", "Марко", "Marco", "ماركو"],
        [
            &["Rubio"],
            &["Rubio"],
            &["Rubio"],
            &["Рубио"],
            &["Rubio"],
            &["روبيو"],
        ],
    ),
];

const fn person(given: [&'static str; 6], surnames: [&'static [&'static str]; 6]) -> Person {
    Person { given, surnames }
}
