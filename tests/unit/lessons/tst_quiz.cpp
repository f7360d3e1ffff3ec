// SPDX-License-Identifier: MIT
#include "lessons/quiz.h"
#include "redirect/sources.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

class QuizTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameSeedSameQuiz();
    void everyQuestionIsWhole();
    void knownAnswers_data();
    void knownAnswers();
    void onlyWhatIsPossible();
    void guessingIsWorthLittle();
    void everyScopeHasQuestions();
    void lessonQuestionsHaveTheLessonsAnswers();
    void onlyTheseClients();
    void variants();
    void counts();
    void csv();
    void papers();
};

void QuizTest::sameSeedSameQuiz()
{
    QVERIFY(makeQuiz(7) == makeQuiz(7));
    QVERIFY(makeQuiz(7) != makeQuiz(8));
    QCOMPARE(makeQuiz(7).questions.size(), kQuizSize);
    QCOMPARE(makeQuiz(7, 30).questions.size(), 30);
}

void QuizTest::everyQuestionIsWhole()
{
    for (quint32 seed = 0; seed < 50; ++seed) {
        QSet<QString> texts;
        for (const QuizQuestion &question : makeQuiz(seed).questions) {
            texts.insert(question.text);
            QVERIFY(question.right >= 0 && question.right < question.options.size());
            QVERIFY(!question.reason.isEmpty());
            QVERIFY2(sourceLink(question.source).isValid() || question.source.endsWith(u", measured"_s),
                     qPrintable(question.source));
            QVERIFY2(!question.text.contains(u'%'), qPrintable(question.text));
        }
        QCOMPARE(texts.size(), kQuizSize);
    }
}

void QuizTest::knownAnswers_data()
{
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("right");
    // RFC 9110 15.4.8, 15.4.9 and 15.1; curl 7.88.1 as measured
    QTest::newRow("curl 307") << u"curl -L sends POST with a body. The response is 307"_s
                              << u"POST with the same body"_s;
    QTest::newRow("curl 303") << u"curl -L sends POST with a body. The response is 303"_s << u"GET without a body"_s;
    QTest::newRow("302 is not kept") << u"Firefox, link or form sends GET, and the response is 302 Found without"_s
                                     << u"Yes: it requests the old URL again"_s;
    QTest::newRow("Chromium keeps 308")
        << u"Chromium, link or form sends GET, and the response is 308 Permanent Redirect without"_s
        << u"No: it requests the target at once"_s;
    QTest::newRow("Firefox does not")
        << u"Firefox, link or form sends GET, and the response is 308 Permanent Redirect without"_s
        << u"Yes: it requests the old URL again"_s;
}

void QuizTest::knownAnswers()
{
    QFETCH(QString, part);
    QFETCH(QString, right);
    int found = 0;
    for (quint32 seed = 0; seed < 400 && found == 0; ++seed) {
        for (const QuizQuestion &question : makeQuiz(seed).questions) {
            if (!question.text.startsWith(part))
                continue;
            QCOMPARE(question.options.at(question.right), right);
            ++found;
        }
    }
    QVERIFY(found > 0);
}

/// A link or a form sends GET or POST, and no field that its page names.
void QuizTest::onlyWhatIsPossible()
{
    int asked = 0;
    for (quint32 seed = 0; seed < 200; ++seed) {
        for (const QuizQuestion &question : makeQuiz(seed).questions) {
            const qsizetype client = question.text.indexOf(u"link or form"_s);
            if (client < 0)
                continue;
            ++asked;
            for (const QString &other : {u"Authorization"_s, u"PUT"_s, u"DELETE"_s, u"json"_s})
                QVERIFY2(!question.text.contains(other), qPrintable(question.text));
        }
    }
    QVERIFY(asked > 0);
}

/// Three options at least.
void QuizTest::guessingIsWorthLittle()
{
    double sum = 0;
    int asked = 0;
    for (quint32 seed = 0; seed < 100; ++seed) {
        for (const QuizQuestion &question : makeQuiz(seed).questions) {
            QVERIFY2(question.options.size() >= 3, qPrintable(question.text));
            sum += 1.0 / double(question.options.size());
            ++asked;
        }
    }
    QVERIFY2(sum / asked < 0.3, qPrintable(QString::number(sum / asked)));
}

void QuizTest::everyScopeHasQuestions()
{
    QStringList ids;
    for (const QuizScope &scope : quizScopes(builtInLibrary())) {
        ids.append(scope.id);
        const Quiz quiz = makeQuiz(5, QuizChoice{.lessons = scope.lessons});
        QCOMPARE(quiz.questions.size(), kQuizSize);
        for (const QuizQuestion &question : quiz.questions) {
            QVERIFY(question.right >= 0 && question.right < question.options.size());
            QVERIFY(!question.reason.isEmpty() && !question.source.isEmpty() && !question.text.contains(u"**"_s));
            QVERIFY2(!question.reason.contains(u'`'), qPrintable(question.reason));
        }
    }
    QCOMPARE(ids,
             (QStringList{u"clients"_s, u"lessons"_s, u"basic"_s, u"further"_s, u"post"_s, u"login"_s, u"move"_s}));
}

void QuizTest::lessonQuestionsHaveTheLessonsAnswers()
{
    const QList<QuizQuestion> questions = questionsOf(*builtInLibrary().lesson(u"302-post"));
    QCOMPARE(questions.size(), 3);
    QCOMPARE(questions.at(0).options.at(questions.at(0).right), u"GET"_s);
    QCOMPARE(questions.at(1).options.at(questions.at(1).right), u"empty"_s);
    QCOMPARE(questions.at(2).options.at(questions.at(2).right), u"gone"_s);
    QCOMPARE(questions.at(0).source, u"Fetch, HTTP-redirect fetch, step 12"_s);
    QVERIFY(questions.at(0).text.contains(u"\nPOST http://shop.localhost:8601/orders (a form)\n"_s));
    QVERIFY(questions.at(0).text.endsWith(u"\nWhat will the browser send next?\nMethod"_s));
    // A drawn one has its options in another order, and is right all the same.
    bool moved = false;
    for (quint32 seed = 0; seed < 20; ++seed) {
        for (const QuizQuestion &question :
             makeQuiz(seed, QuizChoice{.lessons = {*builtInLibrary().lesson(u"302-post")}}).questions) {
            const auto same =
                std::ranges::find_if(questions, [&](const auto &each) { return each.text == question.text; });
            QVERIFY(same != questions.end());
            QCOMPARE(question.options.at(question.right), same->options.at(same->right));
            moved = moved || question.right != same->right;
        }
    }
    QVERIFY(moved);
}

void QuizTest::onlyTheseClients()
{
    const Quiz browsers = makeQuiz(2, QuizChoice{.clients = {u"firefox-nav"_s}});
    QCOMPARE(browsers.questions.size(), kQuizSize);
    for (const QuizQuestion &question : browsers.questions)
        QCOMPARE(question.client, u"firefox-nav"_s);
    QVERIFY(makeQuiz(2, QuizChoice{.clients = {u"no-such"_s}}).questions.isEmpty());
}

void QuizTest::variants()
{
    const Quiz quiz = makeQuiz(9);
    QCOMPARE(variantOf(quiz, 0), quiz);
    QCOMPARE(variantOf(quiz, 2), variantOf(quiz, 2));
    QVERIFY(variantOf(quiz, 1).questions != variantOf(quiz, 2).questions);
    QCOMPARE(quizTitle(quiz), u"Quiz 9"_s);
    QCOMPARE(quizTitle(variantOf(quiz, 1)), u"Quiz 9, variant B"_s);
    const Quiz small{.questions = {{.options = {u"x"_s, u"y"_s}, .right = 1}, {.options = {u"x"_s}, .right = 0}}};
    QCOMPARE(quizKey(small), u"1 b, 2 a"_s);
    for (const QuizQuestion &question : variantOf(quiz, 3).questions) {
        const auto same =
            std::ranges::find_if(quiz.questions, [&](const auto &each) { return each.text == question.text; });
        QVERIFY(same != quiz.questions.end());
        QCOMPARE(question.options.at(question.right), same->options.at(same->right));
    }
}

void QuizTest::counts()
{
    const Quiz quiz = makeQuiz(1);
    QList<int> given;
    for (const QuizQuestion &question : quiz.questions)
        given.append(question.right);
    QCOMPARE(rightAnswers(quiz, given), kQuizSize);
    given[0] = -1;
    QCOMPARE(rightAnswers(quiz, given), kQuizSize - 1);
    QCOMPARE(rightAnswers(quiz, {}), 0);
}

void QuizTest::csv()
{
    Quiz quiz{.questions = {{u"=1+1, \"or\"?"_s, {u"a"_s, u"b"_s}, 1, u"why"_s, u"RFC 9110"_s}}};
    const QByteArrayList lines = quizCsv(quiz, {0}).split('\n');
    QCOMPARE(lines.size(), 3);
    const QByteArray wanted = "\"1\",\"'=1+1, \"\"or\"\"?\",\"a | b\",\"a\",\"b\",\"wrong\",\"why\",\"RFC 9110\"\r";
    QCOMPARE(lines.at(1), wanted);
}

void QuizTest::papers()
{
    const Quiz quiz{.seed = 3, .questions = {{u"<b>?"_s, {u"yes"_s, u"no"_s}, 1, u"Because."_s, u"RFC 9110"_s}}};
    const QByteArray questions = quizHtml(quiz, {}, QuizPaper::Questions);
    QVERIFY(questions.contains("&lt;b&gt;?") && !questions.contains("Because.") && !questions.contains("strong"));
    const QByteArray answers = quizHtml(quiz, {}, QuizPaper::Answers);
    QVERIFY(answers.contains("Because. [RFC 9110]") && answers.contains("<strong>"));
    const QByteArray result = quizHtml(quiz, {0}, QuizPaper::Result);
    QVERIFY(result.contains("0 of 1 right") && result.contains("wrong"));
}

QTEST_GUILESS_MAIN(QuizTest)
#include "tst_quiz.moc"
