/** Zones that an abbreviation or a region's name stands for, the widest used first. */
export const ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = {
  ...same(['wet', 'west', 'western european time', 'western european summer time'], ['Europe/Lisbon']),
  ...same(
    ['cet', 'cest', 'mez', 'mesz', 'central european time', 'central european summer time', 'central europe'],
    ['Europe/Berlin', 'Europe/Paris', 'Europe/Madrid', 'Europe/Rome', 'Europe/Amsterdam', 'Europe/Stockholm'],
  ),
  ...same(
    ['eet', 'eest', 'eastern european time', 'eastern european summer time', 'eastern europe'],
    ['Europe/Helsinki', 'Europe/Athens', 'Europe/Bucharest', 'Europe/Kyiv', 'Europe/Sofia'],
  ),
  ...same(['bst'], ['Europe/London', 'Asia/Dhaka', 'Pacific/Bougainville']),
  ...same(['british time', 'british summer time', 'uk time'], ['Europe/London']),
  ...same(['irish time', 'irish standard time'], ['Europe/Dublin']),
  ...same(['gmt', 'greenwich', 'greenwich mean time'], ['UTC', 'Europe/London', 'Africa/Accra']),
  ...same(['ist'], ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem']),
  ...same(['indian time', 'india time'], ['Asia/Kolkata']),
  ...same(['msk', 'moscow time'], ['Europe/Moscow']),
  ...same(['trt'], ['Europe/Istanbul']),
  // The names of the zones of the United States; the abbreviations are used elsewhere as well.
  ...same(['eastern time', 'us eastern', 'us eastern time', 'us east coast'], ['America/New_York']),
  ...same(['central time', 'us central', 'us central time'], ['America/Chicago']),
  ...same(['mountain time', 'us mountain', 'us mountain time'], ['America/Denver']),
  ...same(['pacific time', 'us pacific', 'us pacific time', 'us west coast'], ['America/Los_Angeles']),
  ...same(
    ['est', 'edt', 'et', 'eastern', 'east coast'],
    ['America/New_York', 'America/Toronto', 'America/Panama', 'Australia/Sydney'],
  ),
  ...same(
    ['cst', 'cdt', 'ct', 'central'],
    ['America/Chicago', 'America/Winnipeg', 'America/Mexico_City', 'Asia/Shanghai'],
  ),
  ...same(['mst', 'mdt', 'mt', 'mountain'], ['America/Denver', 'America/Phoenix', 'America/Edmonton']),
  ...same(
    ['pst', 'pdt', 'pt', 'pacific', 'west coast'],
    ['America/Los_Angeles', 'America/Vancouver', 'Asia/Manila'],
  ),
  ...same(['akst', 'akdt'], ['America/Anchorage']),
  ...same(['hst'], ['Pacific/Honolulu']),
  ...same(['ast', 'adt', 'atlantic time'], ['America/Halifax', 'Asia/Riyadh']),
  ...same(['nst', 'ndt'], ['America/St_Johns']),
  ...same(['brt'], ['America/Sao_Paulo']),
  ...same(['art'], ['America/Argentina/Buenos_Aires']),
  ...same(['clt', 'clst'], ['America/Santiago']),
  ...same(['sast'], ['Africa/Johannesburg']),
  ...same(['eat'], ['Africa/Nairobi']),
  ...same(['wat'], ['Africa/Lagos']),
  ...same(['cat'], ['Africa/Maputo', 'Africa/Harare']),
  ...same(['gst', 'gulf time'], ['Asia/Dubai']),
  ...same(['pkt'], ['Asia/Karachi']),
  ...same(['npt'], ['Asia/Kathmandu']),
  ...same(['ict'], ['Asia/Bangkok', 'Asia/Ho_Chi_Minh']),
  ...same(['wib'], ['Asia/Jakarta']),
  ...same(['sgt'], ['Asia/Singapore']),
  ...same(['hkt'], ['Asia/Hong_Kong']),
  ...same(['pht'], ['Asia/Manila']),
  ...same(['awst'], ['Australia/Perth']),
  ...same(['jst'], ['Asia/Tokyo']),
  ...same(['kst'], ['Asia/Seoul']),
  ...same(['acst', 'acdt'], ['Australia/Adelaide', 'Australia/Darwin']),
  ...same(['aest', 'aedt'], ['Australia/Sydney', 'Australia/Melbourne', 'Australia/Brisbane']),
  ...same(['nzst', 'nzdt', 'nzt'], ['Pacific/Auckland']),
};

/** Cities without a zone of their own, by the zone that they are in. */
const OTHER_CITIES: Readonly<Record<string, string>> = {
  'Europe/London':
    'manchester, birmingham, edinburgh, glasgow, leeds, liverpool, bristol, cardiff, belfast, cambridge, oxford',
  'Europe/Berlin':
    'munich, muenchen, münchen, frankfurt, hamburg, cologne, köln, koeln, stuttgart, düsseldorf, dusseldorf, duesseldorf, leipzig, dresden, hanover, hannover, nuremberg, nürnberg, bremen, essen, dortmund',
  'Europe/Zurich': 'zürich, zuerich, geneva, basel, bern, lausanne',
  'Europe/Vienna': 'graz, linz, salzburg, innsbruck, wien',
  'Europe/Paris': 'lyon, marseille, toulouse, lille, bordeaux, strasbourg, nice',
  'Europe/Brussels': 'antwerp, ghent, liège, bruges',
  'Europe/Amsterdam': 'rotterdam, the hague, utrecht, eindhoven',
  'Europe/Madrid': 'barcelona, valencia, seville, bilbao',
  'Europe/Rome': 'milan, milano, turin, naples, florence, venice, roma',
  'Europe/Lisbon': 'porto',
  'Europe/Stockholm': 'gothenburg, malmö, malmo',
  'Europe/Oslo': 'bergen, trondheim',
  'Europe/Copenhagen': 'aarhus',
  'Europe/Helsinki': 'tampere, espoo',
  'Europe/Warsaw': 'krakow, kraków, wroclaw, gdansk, poznan',
  'Europe/Prague': 'brno',
  'Europe/Istanbul': 'ankara, izmir',
  'Europe/Kyiv': 'kiev, lviv',
  'Asia/Kolkata':
    'mumbai, bombay, delhi, new delhi, bangalore, bengaluru, chennai, hyderabad, pune, calcutta',
  'Asia/Shanghai': 'beijing, shenzhen, guangzhou, hangzhou, chengdu',
  'Asia/Tokyo': 'osaka, kyoto, nagoya, yokohama, fukuoka',
  'Asia/Seoul': 'busan',
  'Asia/Ho_Chi_Minh': 'hanoi, saigon, ho chi minh city',
  'Asia/Dubai': 'abu dhabi',
  'Asia/Riyadh': 'jeddah',
  'Asia/Jerusalem': 'tel aviv, haifa',
  'Asia/Karachi': 'lahore, islamabad',
  'Asia/Dhaka': 'chittagong',
  'Asia/Manila': 'cebu, quezon city',
  'Asia/Kuala_Lumpur': 'penang',
  'Australia/Sydney': 'canberra, newcastle',
  'Pacific/Auckland': 'wellington, christchurch',
  'America/New_York':
    'washington, washington dc, boston, philadelphia, miami, atlanta, orlando, charlotte, pittsburgh, cleveland, baltimore, nyc, new york city, tampa',
  'America/Chicago':
    'dallas, houston, austin, san antonio, minneapolis, st louis, saint louis, new orleans, kansas city, milwaukee, nashville, memphis, oklahoma city, omaha',
  'America/Denver': 'salt lake city, albuquerque, colorado springs',
  'America/Los_Angeles':
    'seattle, redmond, san francisco, san diego, san jose, las vegas, portland, sacramento, oakland, california, la',
  'America/Toronto': 'montreal, montréal, ottawa, quebec',
  'America/Edmonton': 'calgary',
  'America/Sao_Paulo': 'são paulo, rio de janeiro, rio, brasilia, brasília',
  'America/Mexico_City': 'guadalajara',
  'America/Argentina/Buenos_Aires': 'cordoba',
  'Africa/Johannesburg': 'cape town, durban, pretoria',
  'Africa/Lagos': 'abuja',
};

/** Zones by a city that has no zone of its own. */
export const CITY_ZONES: ReadonlyMap<string, string> = new Map(
  Object.entries(OTHER_CITIES).flatMap(([zone, cities]) =>
    cities.split(', ').map((city) => [city, zone] as const),
  ),
);

/** Names of countries that people say and `Intl` writes otherwise, with their ISO code. */
export const COUNTRIES: ReadonlyMap<string, string> = new Map([
  ['uk', 'GB'],
  ['england', 'GB'],
  ['great britain', 'GB'],
  ['scotland', 'GB'],
  ['wales', 'GB'],
  ['usa', 'US'],
  ['us', 'US'],
  ['united states', 'US'],
  ['america', 'US'],
  ['the netherlands', 'NL'],
  ['holland', 'NL'],
  ['czech republic', 'CZ'],
  ['turkey', 'TR'],
  ['uae', 'AE'],
  ['hong kong', 'HK'],
  ['korea', 'KR'],
]);

function same(
  names: readonly string[],
  zones: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(names.map((name) => [name, zones]));
}
