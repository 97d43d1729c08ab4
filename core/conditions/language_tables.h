// What tells the languages in Latin letters apart. The lists are our own, from no corpus.
#pragma once

#include <array>
#include <string_view>

namespace sb::conditions {

struct LanguageRow {
  std::string_view code;
  std::string_view list;  // separated by spaces, in small letters
};

// The words of each that turn up in almost any sentence.
inline constexpr LanguageRow kCommonWords[] = {
    {"en",
     "the of and to in is that it for was on are with as at be this have from or by not but "
     "what all were when we there can an your which their if will each how do them then so "
     "some would make like into has more write please could should about who i you my me does "
     "he she they why where"},
    {"de",
     "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch "
     "es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über "
     "einen so zum war haben nur oder aber vor zur bis mehr durch man ich du mir mich bitte "
     "wir ihr was warum kann können schreibe dieser diese dieses mein meine welche wenn"},
    {"fr",
     "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce "
     "il sont avec son aux été cette ou mais comme nous vous leur y elle dont peut ces deux "
     "tout être fait je tu mon ma mes moi pourquoi comment quel quelle sans donc très "
     "est-ce bien écris peux où"},
    {"es",
     "de la que el en y a los del se las por un para con no una su al lo como más pero sus "
     "le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde "
     "quien desde todo nos durante todos uno les ni contra otros es son está qué cómo mi "
     "tu puedes escribe cuál fue eres ser"},
    {"it",
     "di e il la che in un a per è una sono con non del si da le dei come al i lo gli alla "
     "più nel della anche ma ha se ci delle questo mi ti essere nella io tu cosa perché "
     "quando dove chi o sul degli dal hanno mio mia puoi scrivi quale questa qual ho dalla "
     "loro molto fare"},
    {"pt",
     "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi "
     "ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo "
     "pela até isso ela entre era depois sem mesmo aos ter seus meu minha você são qual "
     "escreva pode porque onde este esta"},
    {"nl",
     "de het een en van ik te dat die in je is niet op zijn met er maar om hem dan zou of wat "
     "mijn men dit zo door over ze zich bij ook tot mij uit der daar naar heb hoe heeft "
     "hebben deze u want nog zal me zij nu ge geen omdat iets worden toch al waren veel meer "
     "doen moet ben zonder kan hun dus alles onder ja eens wie werd altijd aan wordt voor "
     "waarom schrijf kun welke"},
    {"pl",
     "w i na z się nie do to że jest o jak po co tak ale od za przez dla czy są tym był "
     "przy już być może tylko ma jego jej przed tego oraz można ich lub kiedy gdzie "
     "które który która ten ta te mnie mi ja ty moja mój napisz dlaczego bardzo jako by "
     "było pod także proszę jestem"},
    {"sv",
     "och i att det som en på är av för med den till inte om ett han men var jag sig från "
     "vi så kan när år under också efter eller nu sin där vid mot ska skulle kommer ut "
     "får finns vara hade alla andra mycket än här då sedan över bara in blir upp även "
     "vad hur du mig min mitt varför skriv dig detta denna"},
    {"tr",
     "bir ve bu da de için ile çok daha olarak olan gibi ne o ki kadar sonra ama en var mi "
     "mı ben sen değil her diye nasıl neden olduğunu şey ya hem göre önce bana benim "
     "bunu şu mu mü kim biz siz yok oldu olur hangi nerede lütfen yaz eğer veya ise"},
    {"da",
     "og i at det en den til er som på de med han af for ikke der var mig sig men et har om "
     "vi min havde ham hun nu over da fra du ud sin dem os op man hans hvor eller hvad skal "
     "selv her alle vil blev kunne ind når være dog noget ville jo deres efter ned skulle "
     "denne end dette mit også under have dig anden hende mine alt meget sit sine vor mod "
     "disse hvis din nogle hos blive mange hvordan hvorfor jeg kan skriv bliver"},
    {"no",
     "og i det på som er en til å han av for med at var de ikke den har jeg om et men so "
     "seg hun hadde fra nå over vi meg ble da skal kan etter så ut mot eller når hva man "
     "enn opp noen ved hvor sin bare også alle være kunne må mye hvordan hvorfor du min "
     "mitt skriv deg noe blir mellom bli dette denne veldig"},
    {"fi",
     "ja on ei että se oli hän mutta ovat kun myös niin kuin tai jos vain ole joka mitä "
     "minä sinä hänen olen tämä mikä kuinka miten miksi voi sen nyt sitten jo vielä "
     "olla sekä ne me te he minun sinun hyvin kaikki kanssa missä kirjoita voit voitko onko "
     "tämän joita mukaan ennen koska"},
    {"cs",
     "a se v na je že s z o do to i jsem jsou ve k ale za jak od po tak pro co by si jako "
     "při nebo byl jeho který která které být však aby až bylo také už má jen "
     "ještě když mi mě můj moje proč jaký jaké kde kdy napiš prosím můžete není "
     "tento tato této svou podle"},
    {"ro",
     "și de în a la cu pe o un este că care nu din mai pentru sunt se ce au fost sa dar fi "
     "prin după să am ai eu tu el ea noi voi lui ei cum unde când sau foarte acest "
     "această lor cât dacă poate meu mea scrie îmi într-un într-o aceste unei unui al "
     "ale"},
    {"hu",
     "a az és hogy nem is egy ez de van meg volt mint már csak azt ha ki el én te ő mi "
     "vagy vagyok lesz még fel minden mert kell nagyon lehet után között ezt pedig akkor "
     "most itt ott hol mikor miért hogyan mit milyen írj kérem szerint olyan amely aki ami "
     "sem tud"},
    {"vi",
     "và của là có không trong được cho một các với những này người đã "
     "tôi bạn để khi như đến về từ ra nhưng cũng thì hãy viết tại sao "
     "làm thế nào gì ở đó nó rất nhiều nếu hay vào bằng hơn theo"},
    {"id",
     "yang dan di dari untuk dengan ini itu tidak pada ke dalam akan adalah saya anda kamu "
     "bisa dapat oleh atau juga sudah ada karena seperti lebih telah kita mereka apa "
     "bagaimana mengapa tolong jika tentang para sebuah satu banyak tulis tuliskan hanya saat "
     "kami bahwa secara"},
};

// Letters and marks that few others have.
inline constexpr LanguageRow kOwnLetters[] = {
    {"de", "ß"},
    {"fr", "œ ù û ê è"},
    {"es", "ñ ¿ ¡"},
    {"it", "ò ì"},
    {"pt", "ã õ"},
    {"pl", "ł ż ś ź ń ą ę"},
    {"tr", "ı ğ ş"},
    {"cs", "ř ě ů č ž ý"},
    {"ro", "ț ș ţ ă"},
    {"hu", "ő ű"},
    {"vi", "ư ơ đ ạ ả ế ộ ề ấ ậ ờ ợ ữ ệ ị ủ ọ"},
};

}  // namespace sb::conditions
