// The language of prompts as people write them.
#include "core/conditions/language.h"

#include <QElapsedTimer>
#include <QtTest>
#include <string>

#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::conditions;

namespace {

struct Labelled {
  const char* code;
  const char* text;
};

constexpr Labelled kLatinPrompts[] = {
    {"en", "Write a short poem about autumn leaves."},
    {"en", "How do I reverse a linked list in Python?"},
    {"en", "Summarise the following article and list its main arguments."},
    {"en", "What is the difference between TCP and UDP?"},
    {"en", "Fix the bug in this function, it crashes when the list is empty."},
    {"de", "Schreibe eine kurze Zusammenfassung des folgenden Textes."},
    {"de", "Warum ist der Himmel blau?"},
    {"de", "Kannst du mir erklären, wie eine Wärmepumpe funktioniert?"},
    {"de", "Übersetze diesen Satz bitte ins Englische."},
    {"de", "Welche Unterschiede gibt es zwischen den beiden Verträgen?"},
    {"fr", "Quelle est la capitale de l'Australie ?"},
    {"fr", "Écris une lettre de motivation pour un poste de développeur."},
    {"fr", "Peux-tu résumer ce texte en trois phrases ?"},
    {"fr", "Je voudrais savoir comment préparer une ratatouille."},
    {"fr", "Pourquoi les feuilles changent-elles de couleur en automne ?"},
    {"es", "¿Cuál es la capital de Colombia?"},
    {"es", "Escribe un correo para pedir vacaciones a mi jefe."},
    {"es", "Necesito una receta de tortilla que no lleve cebolla."},
    {"es", "Explícame la teoría de la relatividad como si fuera un niño."},
    {"es", "Dame tres ideas para el cumpleaños de mi hermana."},
    {"it", "Qual è la differenza tra mitosi e meiosi?"},
    {"it", "Scrivi una poesia sul mare in inverno."},
    {"it", "Come posso migliorare il mio curriculum?"},
    {"it", "Riassumi questo testo in poche righe, per favore."},
    {"it", "Perché il cielo è blu e non verde?"},
    {"pt", "Escreva um resumo do texto abaixo em português."},
    {"pt", "Como faço para instalar o Docker no meu computador?"},
    {"pt", "Quais são as principais causas da Revolução Francesa?"},
    {"pt", "Você pode me ajudar com uma redação sobre o meio ambiente?"},
    {"pt", "Não entendo por que este código não funciona."},
    {"nl", "Wat is het verschil tussen een virus en een bacterie?"},
    {"nl", "Schrijf een korte brief aan mijn huurbaas."},
    {"nl", "Kun je deze tekst voor mij samenvatten?"},
    {"nl", "Hoe lang moet ik een ei koken?"},
    {"nl", "Ik zoek een goed recept voor appeltaart."},
    {"pl", "Napisz krótki wiersz o jesieni."},
    {"pl", "Jaka jest różnica między psem a wilkiem?"},
    {"pl", "Czy możesz mi wytłumaczyć, jak działa silnik?"},
    {"pl", "Przetłumacz to zdanie na angielski."},
    {"sv", "Vad är skillnaden mellan en katt och en hund?"},
    {"sv", "Skriv en kort berättelse om en drake som inte kan flyga."},
    {"sv", "Kan du förklara hur en kompilator fungerar?"},
    {"sv", "Jag vill ha ett recept på kanelbullar."},
    {"tr", "Türkiye'nin başkenti neresidir ve nüfusu ne kadar?"},
    {"tr", "Bana bu metni kısaca özetler misin?"},
    {"tr", "Yapay zeka hakkında kısa bir yazı yaz."},
    {"tr", "Bu kod neden çalışmıyor?"},
    {"da", "Hvad er forskellen på en hund og en ulv, og hvor lever de?"},
    {"da", "Kan du hjælpe mig med at skrive en ansøgning til mit nye job?"},
    {"no", "Kan du hjelpe meg med å skrive en søknad?"},
    {"no", "Hva er forskjellen mellom en katt og en gaupe?"},
    {"fi", "Miksi taivas on sininen?"},
    {"fi", "Kirjoita lyhyt runo siitä, miten kesä loppuu ja syksy tulee."},
    {"cs", "Jaký je rozdíl mezi psem a vlkem?"},
    {"cs", "Napiš mi prosím krátkou báseň o podzimu."},
    {"ro", "Care este capitala României și câți locuitori are?"},
    {"ro", "Poți să îmi explici cum funcționează acest program?"},
    {"hu", "Mi a különbség a kutya és a farkas között?"},
    {"hu", "Írj egy rövid verset az őszről."},
    {"vi", "Hãy viết một bài thơ ngắn về mùa thu."},
    {"vi", "Thủ đô của Việt Nam là gì?"},
    {"id", "Apa perbedaan antara kucing dan harimau?"},
    {"id", "Tolong tuliskan surat lamaran kerja untuk saya."},
};

constexpr Labelled kOtherPrompts[] = {
    {"ru", "Напиши короткое стихотворение об осени."},
    {"ru", "Почему этот код не работает?"},
    {"uk", "Чому небо блакитне і що таке райдуга?"},
    {"uk", "Поясни мені, як працює цей двигун."},
    {"bg", "Защо небето е синьо и каква е връзката със светлината?"},
    {"sr", "Који је главни град Србије и колико људи живи у њему?"},
    {"ja", "東京の人口は何人ですか。"},
    {"ja", "プログラムのエラーを直してください"},
    {"zh", "请用三句话总结下面的文章。"},
    {"zh", "為什麼天空是藍色的？"},
    {"ko", "하늘은 왜 파란색인가요?"},
    {"ar", "اكتب قصيدة قصيرة عن الخريف"},
    {"fa", "پایتخت ایران کجاست و چند نفر جمعیت دارد؟"},
    {"ur", "آسمان نیلا کیوں ہے؟"},
    {"he", "למה השמיים כחולים?"},
    {"hi", "आसमान नीला क्यों होता है?"},
    {"th", "ทำไมท้องฟ้าถึงเป็นสีฟ้า"},
    {"el", "Γιατί ο ουρανός είναι γαλάζιος;"},
    {"ta", "வானம் ஏன் நீலமாக இருக்கிறது?"},
    {"ka", "რატომ არის ცა ლურჯი?"},
};

template <std::size_t N>
int right(const Labelled (&prompts)[N]) {
  int count = 0;
  for (const Labelled& prompt : prompts) {
    const std::string found(languageOf(prompt.text));
    if (found == prompt.code)
      ++count;
    else
      qInfo("%s, not %s: %s", found.c_str(), prompt.code, prompt.text);
  }
  return count;
}

}  // namespace

class PromptLanguage : public QObject {
  Q_OBJECT

 private slots:
  void knowsNineInTen();
  void saysNothingWhenUnsure_data();
  void saysNothingWhenUnsure();
  void goesByTheGreaterPart();
  void looksAtTheBeginningOnly();
  void survivesAnyBytes();
};

void PromptLanguage::knowsNineInTen() {
  const int all = std::size(kLatinPrompts) + std::size(kOtherPrompts);
  const int latin = right(kLatinPrompts), other = right(kOtherPrompts);
  qInfo("%d of %d: %d of %zu in Latin letters, %d of %zu in others", latin + other, all, latin,
        std::size(kLatinPrompts), other, std::size(kOtherPrompts));
  QVERIFY(all >= 60);
  QVERIFY((latin + other) * 10 >= all * 9);
  QVERIFY(latin * 10 >= static_cast<int>(std::size(kLatinPrompts)) * 9);
}

void PromptLanguage::saysNothingWhenUnsure_data() {
  QTest::addColumn<QString>("text");
  for (const char* text : {"", " ", "42", "π", "x = y + 1;", "Lorem ipsum", "🙂🙂🙂", "OK",
                           "{\"id\":17}", "0x7fff5fbff8c0", "zxcvb qwrt"})
    QTest::newRow(text) << QString(text);
}

void PromptLanguage::saysNothingWhenUnsure() {
  QFETCH(QString, text);
  QCOMPARE(languageOf(text.toStdString()), std::string_view());
}

void PromptLanguage::goesByTheGreaterPart() {
  QCOMPARE(languageOf("Please translate this into English and explain what each word is for: 猫"),
           "en");
  QCOMPARE(languageOf("請解釋這個 Python 函式的作用是什麼"), "zh");
  QCOMPARE(languageOf("ПОЧЕМУ ЭТО ТАК? API"), "ru");
  QCOMPARE(languageOf("WARUM IST DAS SO, UND WAS KANN MAN DA TUN?"), "de");
  QCOMPARE(languageOf("ČO JE TO? NAPIŠ MI TO PROSÍM, PROTOŽE NEVÍM, KDE JE"), "cs");
}

void PromptLanguage::looksAtTheBeginningOnly() {
  std::string text = "Warum ist der Himmel blau und nicht grün? ";
  text.resize(kMostForLanguage, '.');
  for (int i = 0; i < 100'000; ++i)
    text += "why is the sky blue and not green ";
  QElapsedTimer timer;
  timer.start();
  for (int i = 0; i < 100; ++i)
    QCOMPARE(languageOf(text), "de");
  qInfo("%lld ns for 2 KB", static_cast<long long>(timer.nsecsElapsed() / 100));
  QVERIFY(timer.elapsed() < 1'000);
}

void PromptLanguage::survivesAnyBytes() {
  std::string bytes;
  for (int i = 0; i < 60'000; ++i)
    bytes += static_cast<char>((i * i + i / 7) % 256);
  for (std::size_t at = 0; at < 3'000; ++at)
    (void)languageOf(std::string_view(bytes).substr(at));
  QCOMPARE(languageOf("der Himmel ist blau \xff\xc3 und die Erde nicht \xf0\x9f"), "de");
  QCOMPARE(languageOf(std::string(5'000, 'a')), "");
}

SB_TEST(PromptLanguage);
#include "language.moc"
