// Sources that an answer names, from each dialect to each, whole and streamed: the page, its title
// and the piece of the text that rests on it. Places count characters in OpenAI's APIs, bytes in
// Gemini's, and are whole blocks in Anthropic's.
#include "core/dialects/citations.h"
#include "core/net/sse.h"

#include <QTest>

#include <random>

#include "core/dialects/edits.h"
#include "core/dialects/foreign.h"
#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb;
using namespace sb::dialects;
using namespace sb::dialects::test;

// 21 characters, 27 bytes; the piece is "süß ☀", characters 6 to 11, bytes 8 to 17.
constexpr std::string_view kText = "Grüße süß ☀ und mehr.";

struct Provider {
  const char* name;
  std::string whole;
  std::vector<std::string> events;
  bool placed;  // says where in the text
};

std::vector<Provider> providers() {
  const std::string text(kText);
  const std::string url =
      R"({"type":"url_citation","url_citation":{"url":"https://a.example/x","title":"A","start_index":6,"end_index":11}})";
  const std::string flat =
      R"({"type":"url_citation","url":"https://a.example/x","title":"A","start_index":6,"end_index":11})";
  const std::string location =
      R"({"type":"web_search_result_location","url":"https://a.example/x","title":"A","encrypted_index":"E","cited_text":"q"})";
  const std::string grounding =
      R"("groundingMetadata":{"webSearchQueries":["sun"],"groundingChunks":[{"web":{"uri":"https://a.example/x","title":"A"}}],"groundingSupports":[{"segment":{"startIndex":8,"endIndex":17,"text":"süß ☀"},"groundingChunkIndices":[0]}]})";
  const std::string part = R"("output_index":0,"item_id":"msg_1","content_index":0)";
  const std::string output =
      R"({"type":"output_text","text":")" + text + R"(","annotations":[)" + flat + "]}";
  const std::string message =
      R"({"type":"message","id":"msg_1","role":"assistant","status":"completed","content":[)" +
      output + "]}";
  const std::string response =
      R"({"id":"r","object":"response","model":"m","status":"completed","output":[)" + message +
      "]}";
  const auto chunk = [](const std::string& delta, const std::string& finish) {
    return R"({"id":"c","model":"m","choices":[{"index":0,"delta":)" + delta +
           R"(,"finish_reason":)" + finish + "}]}";
  };
  const auto candidate = [](const std::string& words, const std::string& more) {
    return R"({"candidates":[{"index":0,"content":{"role":"model","parts":[{"text":")" + words +
           R"("}]})" + more + "}]}";
  };
  return {
      {"openai_chat",
       R"({"id":"c","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":")" +
           text + R"(","annotations":[)" + url + R"(]},"finish_reason":"stop"}]})",
       {chunk(R"({"role":"assistant","content":"Grüße sü"})", "null"),
        chunk(R"({"content":"ß ☀ und mehr."})", "null"),
        chunk(R"({"annotations":[)" + url + "]}", "null"), chunk("{}", "\"stop\""), "[DONE]"},
       true},
      {"anthropic",
       R"({"id":"m","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":")" +
           text + R"(","citations":[)" + location +
           R"(]}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}})",
       {R"({"type":"message_start","message":{"id":"m","model":"m","usage":{"input_tokens":1}}})",
        R"({"type":"content_block_start","index":0,"content_block":{"type":"text","text":"","citations":[]}})",
        R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Grüße süß"}})",
        R"({"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":)" +
            location + "}}",
        R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" ☀ und mehr."}})",
        R"({"type":"content_block_stop","index":0})",
        R"({"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}})",
        R"({"type":"message_stop"})"},
       false},
      {"gemini",
       candidate(text, R"(,"finishReason":"STOP",)" + grounding),
       {candidate("Grüße süß", ""), candidate(" ☀ und", "," + grounding),
        candidate(" mehr.", R"(,"finishReason":"STOP",)" + grounding)},
       true},
      {"openai_responses",
       response,
       {R"({"type":"response.created","response":{"id":"r","model":"m","output":[]}})",
        R"({"type":"response.output_item.added","output_index":0,"item":{"type":"message","id":"msg_1","role":"assistant","content":[]}})",
        R"({"type":"response.output_text.delta",)" + part + R"(,"delta":")" + text + "\"}",
        R"({"type":"response.output_text.annotation.added","annotation_index":0,)" + part +
            R"(,"annotation":)" + flat + "}",
        R"({"type":"response.output_text.done",)" + part + R"(,"text":")" + text + "\"}",
        R"({"type":"response.content_part.done",)" + part + R"(,"part":)" + output + "}",
        R"({"type":"response.output_item.done","output_index":0,"item":)" + message + "}",
        R"({"type":"response.completed","response":)" + response + "}"},
       true}};
}

AnswerName answerName() {
  AnswerName name;
  name.id = "1";
  name.model = "m";
  return name;
}

struct Rewrite final : chat::EventSink {
  explicit Rewrite(ChatStreamWriter& to) : writer(to) {}
  void on(const chat::Event& event) override { writer.on(event, bytes); }
  ChatStreamWriter& writer;
  std::string bytes;
};

struct Split final : net::SseSink {
  bool event(const net::SseEvent& event) override {
    if (!event.comment) data.emplace_back(event.data);
    return true;
  }
  std::vector<std::string> data;
};

std::vector<std::string> rewritten(const Codec& from, const std::vector<std::string>& events,
                                   const Codec& to) {
  const auto reader = from.streamReader();
  const auto writer = to.streamWriter(answerName());
  Rewrite rewrite(*writer);
  for (const std::string& event : events)
    reader->event({}, event, rewrite);
  reader->finish(rewrite);
  Split split;
  net::SseParser parser;
  if (!parser.feed(rewrite.bytes, split) || !parser.finish(split)) qFatal("not a stream");
  return std::move(split.data);
}

// "https://a A 6-11": of all texts of a choice, places as they count in the one they stand on.
std::string cited(const chat::Answer& answer, std::size_t choice = 0) {
  std::string all;
  for (const chat::Part& part : answer.choices.at(choice).content)
    if (const auto* text = chat::as<chat::Text>(part))
      for (const chat::Citation& one : text->citations) {
        all += one.url + " " + one.title;
        if (one.place)
          all += " " + std::to_string(one.place->begin) + "-" + std::to_string(one.place->end);
        all += "; ";
      }
  return all;
}

chat::Answer read(const Codec& codec, std::string_view body) {
  const auto answer = codec.readAnswer(body);
  if (!answer) qFatal("no answer: %s", answer.error().message.c_str());
  return *answer;
}

chat::Answer oneText(std::string text, std::vector<chat::Citation> citations) {
  chat::Answer answer;
  answer.choices.resize(1);
  answer.choices[0].content.emplace_back().what = chat::Text{std::move(text), std::move(citations)};
  answer.choices[0].finish = chat::Finish::Stop;
  return answer;
}

boost::json::value written(std::string_view dialect, const chat::Answer& answer) {
  const auto value = json::parse(codecOf(dialect).writeAnswer(answer, answerName()));
  if (!value) qFatal("no JSON");
  return *value;
}

}  // namespace

class CitationsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aSourceArrivesInEveryDialect_data();
  void aSourceArrivesInEveryDialect();
  void recordedSourcesArriveInEveryDialect_data();
  void recordedSourcesArriveInEveryDialect();
  void eachFormIsThatOfItsApi();
  void placesCountWhatTheirDialectCounts();
  void placesOfSeveralTextsAreTheirOwn();
  void eachChoiceHasItsOwn();
  void pagesBesideTheAnswerAreSources();
  void aDocumentIsNamedWhereThatHasAForm();
  void aWrongSegmentIsFoundByItsWords();
  void citationsOfEarlierTurnsAreListed();
  void whatAnotherProviderCitedStaysAwayFromAnthropic();
  void damagedSourcesAreBorne();
};

void CitationsTest::aSourceArrivesInEveryDialect_data() {
  QTest::addColumn<int>("from");
  QTest::addColumn<int>("to");
  const auto all = providers();
  for (std::size_t from = 0; from < all.size(); ++from)
    for (std::size_t to = 0; to < codecs().size(); ++to)
      QTest::addRow("%s to %s", all[from].name, codecs()[to].name.data()) << int(from) << int(to);
}

void CitationsTest::aSourceArrivesInEveryDialect() {
  QFETCH(int, from);
  QFETCH(int, to);
  const Provider provider = providers()[std::size_t(from)];
  const Codec& of = codecOf(provider.name);
  const Known& caller = codecs()[std::size_t(to)];
  const bool placed = provider.placed && caller.name != "anthropic";
  const std::string expected =
      std::string("https://a.example/x A ") + (placed ? "6-11; " : "0-21; ");
  const chat::Answer whole = read(of, provider.whole);
  QCOMPARE(cited(read(caller.codec, caller.codec.writeAnswer(whole, answerName()))), expected);
  const auto events = rewritten(of, provider.events, caller.codec);
  const chat::Answer streamed = assembled(caller.codec, events);
  QCOMPARE(cited(streamed), expected);
  std::string said;
  for (const chat::Part& part : streamed.choices.at(0).content)
    if (const auto* text = chat::as<chat::Text>(part)) said += text->text;
  QCOMPARE(said, std::string(kText));
}

void CitationsTest::recordedSourcesArriveInEveryDialect_data() {
  QTest::addColumn<QString>("file");
  QTest::addColumn<int>("to");
  for (const char* file : {"web-search", "xai-web-search"})
    for (std::size_t to = 0; to < codecs().size(); ++to)
      QTest::addRow("%s to %s", file, codecs()[to].name.data())
          << QString::fromLatin1(file) << int(to);
}

// The pages in the order in which they are first named.
std::vector<std::string> pagesOf(const chat::Answer& answer) {
  std::vector<std::string> pages;
  for (const chat::Part& part : answer.choices.at(0).content)
    if (const auto* text = chat::as<chat::Text>(part))
      for (const chat::Citation& one : text->citations)
        if (std::find(pages.begin(), pages.end(), one.url) == pages.end()) pages.push_back(one.url);
  std::sort(pages.begin(), pages.end());
  return pages;
}

void CitationsTest::recordedSourcesArriveInEveryDialect() {
  QFETCH(QString, file);
  QFETCH(int, to);
  const Known& provider = knownAs("openai_responses");
  const Codec& caller = codecs()[std::size_t(to)].codec;
  const QDir folder = recorded(provider.name);
  const chat::Answer whole =
      read(provider.codec, contents(folder.filePath(file + QStringLiteral(".json"))));
  QVERIFY(!pagesOf(whole).empty());
  QCOMPARE(pagesOf(read(caller, caller.writeAnswer(whole, answerName()))), pagesOf(whole));
  const auto events = eventsOf(folder.filePath(file + QStringLiteral(".events")));
  const chat::Answer streamed = assembled(provider.codec, events);
  QVERIFY(!pagesOf(streamed).empty());
  QCOMPARE(pagesOf(assembled(caller, rewritten(provider.codec, events, caller))),
           pagesOf(streamed));
}

constexpr std::string_view kChatForm =
    R"([{"type":"url_citation","url_citation":{"start_index":6,"end_index":11,"title":"A","url":"https://a"}}])";
constexpr std::string_view kResponsesForm =
    R"([{"type":"url_citation","start_index":6,"end_index":11,"title":"A","url":"https://a"}])";
constexpr std::string_view kMessagesForm =
    R"([{"type":"web_search_result_location","cited_text":"","encrypted_index":"sb1.","title":"A","url":"https://a"}])";
constexpr std::string_view kGeminiForm =
    R"({"groundingChunks":[{"web":{"uri":"https://a","title":"A"}}],"groundingSupports":[{"segment":{"startIndex":8,"endIndex":17,"text":"süß ☀"},"groundingChunkIndices":[0]}]})";

void CitationsTest::eachFormIsThatOfItsApi() {
  chat::Citation page;
  page.url = "https://a";
  page.title = "A";
  page.place = chat::Citation::Place{6, 11};
  page.origin = Dialect::Gemini;
  const chat::Answer answer = oneText(std::string(kText), {page});
  const auto at = [](const boost::json::value& in, const char* pointer) {
    return json::write(in.at_pointer(pointer));
  };
  QCOMPARE(at(written("openai_chat", answer), "/choices/0/message/annotations"),
           std::string(kChatForm));
  QCOMPARE(at(written("openai_responses", answer), "/output/0/content/0/annotations"),
           std::string(kResponsesForm));
  page.origin = Dialect::OpenAiChat;
  const chat::Answer chat = oneText(std::string(kText), {page});
  QCOMPARE(at(written("anthropic", chat), "/content/0/citations"), std::string(kMessagesForm));
  QCOMPARE(at(written("gemini", chat), "/candidates/0/groundingMetadata"),
           std::string(kGeminiForm));
}

void CitationsTest::placesCountWhatTheirDialectCounts() {
  QCOMPARE(characters(kText), 21);
  QCOMPARE(characters("\xff\x80x"), 2);
  QCOMPARE(byteOf(kText, 6), std::size_t{8});
  QCOMPARE(byteOf(kText, 11), std::size_t{17});
  QCOMPARE(byteOf(kText, 99), kText.size());
  QCOMPARE(byteOf("", 0), std::size_t{0});
}

// A chat has one text where others have several.
void CitationsTest::placesOfSeveralTextsAreTheirOwn() {
  chat::Answer answer = oneText("ü one. ", {});
  chat::Citation page;
  page.url = "https://a";
  page.place = chat::Citation::Place{0, 3};
  answer.choices[0].content.emplace_back().what = chat::Text{"two", {page}};
  const auto list = written("openai_chat", answer).at_pointer("/choices/0/message/annotations");
  QCOMPARE(list.at_pointer("/0/url_citation/start_index").as_int64(), 7);
  QCOMPARE(list.at_pointer("/0/url_citation/end_index").as_int64(), 10);
  const auto segment =
      written("gemini", answer)
          .at_pointer("/candidates/0/groundingMetadata/groundingSupports/0/segment");
  QCOMPARE(segment.at("startIndex").as_int64(), 8);
  QCOMPARE(std::string(segment.at("text").as_string()), std::string("two"));
  std::vector<chat::Part> parts(2);
  parts[0].what = chat::Text{"ü one. ", {}};
  parts[1].what = chat::Text{"two", {}};
  page.place = chat::Citation::Place{5, 9};
  placeCitations(parts, {page});
  const auto& placed = std::get<chat::Text>(parts[1].what).citations;
  QCOMPARE(placed.size(), std::size_t{1});
  QVERIFY((placed[0].place == chat::Citation::Place{0, 2}));
}

void CitationsTest::eachChoiceHasItsOwn() {
  const auto choice = [](int index, const char* url) {
    const std::string at = std::to_string(index);
    return R"({"id":"c","model":"m","choices":[{"index":)" + at +
           R"(,"delta":{"content":"yes","annotations":[{"type":"url_citation","url_citation":{"url":")" +
           url + R"(","title":"T"}}]},"finish_reason":"stop"}]})";
  };
  const Codec& chat = codecOf("openai_chat");
  const std::vector<std::string> events{choice(1, "https://b"), choice(0, "https://a"), "[DONE]"};
  const chat::Answer answer = assembled(chat, events);
  QCOMPARE(cited(answer, 0), std::string("https://a T; "));
  QCOMPARE(cited(answer, 1), std::string("https://b T; "));
  const Codec& gemini = codecOf("gemini");
  const chat::Answer other = assembled(gemini, rewritten(chat, events, gemini));
  QCOMPARE(cited(other, 0), std::string("https://a T; "));
  QCOMPARE(cited(other, 1), std::string("https://b T; "));
}

void CitationsTest::pagesBesideTheAnswerAreSources() {
  const Codec& chat = codecOf("openai_chat");
  const std::string beside =
      R"(,"citations":["https://a"],"search_results":[{"title":"A","url":"https://a"}]})";
  const std::string whole =
      R"({"id":"c","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"x"},"finish_reason":"stop"}])";
  QCOMPARE(cited(read(chat, whole + beside)), std::string("https://a A; "));
  const std::string plain = R"(,"citations":["https://b"]})";
  QCOMPARE(cited(read(chat, whole + plain)), std::string("https://b ; "));
  const std::string chunk =
      R"({"id":"c","model":"m","choices":[{"index":0,"delta":{"content":"x"},"finish_reason":)";
  QCOMPARE(
      cited(assembled(chat, {chunk + "null}]" + beside, chunk + "\"stop\"}]" + beside, "[DONE]"})),
      std::string("https://a A; "));
}

void CitationsTest::aDocumentIsNamedWhereThatHasAForm() {
  const chat::Answer answer = read(
      codecOf("anthropic"),
      R"({"id":"m","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"x","citations":[{"type":"char_location","cited_text":"the words","document_index":0,"document_title":"Doc","file_id":null,"start_char_index":0,"end_char_index":9}]}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}})");
  const chat::Part& part = answer.choices.at(0).content.at(0);
  const std::string chunk = R"([{"retrievedContext":{"title":"Doc","text":"the words"}}])";
  const auto grounded = written("gemini", answer);
  QCOMPARE(json::write(grounded.at_pointer("/candidates/0/groundingMetadata/groundingChunks")),
           chunk);
  QCOMPARE(codecOf("gemini").untold(part), std::string());
  QCOMPARE(codecOf("anthropic").untold(part), std::string());
  for (const char* dialect : {"openai_chat", "openai_responses"})
    QCOMPARE(codecOf(dialect).untold(part), std::string("citations of documents"));
  chat::Citation file;
  file.fileId = "file_1";
  file.title = "a.pdf";
  const chat::Answer filed = oneText("xyz", {file});
  const std::string named =
      R"([{"type":"file_citation","file_id":"file_1","filename":"a.pdf","index":3}])";
  const auto annotated = written("openai_responses", filed);
  QCOMPARE(json::write(annotated.at_pointer("/output/0/content/0/annotations")), named);
  QCOMPARE(codecOf("anthropic").untold(filed.choices[0].content[0]),
           std::string("citations of documents"));
}

void CitationsTest::aWrongSegmentIsFoundByItsWords() {
  const auto placed = [](const std::string& segment) {
    return cited(read(
        codecOf("gemini"),
        R"({"candidates":[{"content":{"parts":[{"text":"hm","thought":true},{"text":"Grüße süß"}]},"finishReason":"STOP","groundingMetadata":{"groundingChunks":[{"web":{"uri":"u"}}],"groundingSupports":[{"segment":)" +
            segment + R"(,"groundingChunkIndices":[0,7,-1]}]}}]})"));
  };
  const std::pair<const char*, const char*> rows[] = {
      {R"({"partIndex":1,"startIndex":2,"endIndex":9,"text":"süß"})", "u  6-9; "},
      {R"({"startIndex":0,"endIndex":7})", "u  0-5; "},
      {R"({"endIndex":7000})", "u ; "},
      {R"({"text":"elsewhere"})", "u ; "}};
  for (const auto& [segment, expected] : rows)
    QCOMPARE(placed(segment), std::string(expected));
}

void CitationsTest::citationsOfEarlierTurnsAreListed() {
  const auto request =
      codecOf("anthropic")
          .readRequest(
              R"({"model":"m","max_tokens":9,"messages":[{"role":"user","content":"q"},{"role":"assistant","content":[{"type":"text","text":"x","citations":[{"type":"web_search_result_location","url":"https://a","title":"A","encrypted_index":"E","cited_text":""}]}]},{"role":"user","content":"on"}]})");
  QVERIFY(request);
  Target target;
  target.model = "m";
  for (const char* dialect : {"openai_chat", "openai_responses", "gemini"}) {
    const Written sent = codecOf(dialect).writeRequest(*request, target);
    QVERIFY2(sent.lost.empty(), dialect);
    const bool listed = std::any_of(
        sent.notes.begin(), sent.notes.end(),
        [](const chat::Note& note) { return note.what == "messages[1].content[0]: citations"; });
    QVERIFY2(listed, dialect);
  }
}

void CitationsTest::whatAnotherProviderCitedStaysAwayFromAnthropic() {
  const std::string own = R"({"type":"web_search_result_location","encrypted_index":"E"})";
  const std::string ours = R"({"type":"web_search_result_location","encrypted_index":"sb1."})";
  const auto body = [](const std::string& citations) {
    return R"({"model":"m","max_tokens":9,"messages":[{"role":"assistant","content":[{"type":"text","text":"x","citations":[)" +
           citations + "]}]}]}";
  };
  Looker looker;
  for (const auto& [before, after] :
       {std::pair(ours, std::string()), std::pair(own + "," + ours, own),
        std::pair(ours + "," + own, own), std::pair(own, own)}) {
    const std::string request = body(before);
    const Result<Look> look = looker.look(request, 0, Form::Messages);
    QVERIFY(look);
    Edits edits;
    edits.list = withoutForeign(request, *look, Dialect::Anthropic).edits;
    std::vector<std::string_view> parts;
    std::size_t size = 0;
    pieces(request, edits, parts, size);
    std::string out;
    for (const std::string_view part : parts)
      out.append(part);
    QCOMPARE(out, body(after));
  }
}

void CitationsTest::damagedSourcesAreBorne() {
  std::mt19937 random(7);
  for (const Provider& provider : providers())
    for (int round = 0; round < 150; ++round) {
      const auto damaged = [&](std::string text) {
        for (int cuts = 0; cuts < 2; ++cuts) {
          const std::size_t at = random() % text.size();
          if (random() % 2 == 0)
            text[at] = static_cast<char>(random() % 256);
          else
            text.erase(at, random() % 9);
          if (text.empty()) text = "x";
        }
        return text;
      };
      const Codec& of = codecOf(provider.name);
      std::vector<std::string> events = provider.events;
      std::string& one = events[random() % events.size()];
      one = damaged(one);
      const auto whole = of.readAnswer(damaged(provider.whole));
      for (const Known& to : codecs()) {
        static_cast<void>(rewritten(of, events, to.codec));
        if (whole) QVERIFY(json::parse(to.codec.writeAnswer(*whole, answerName())));
      }
    }
}

SB_TEST(CitationsTest);

#include "citations_test.moc"
