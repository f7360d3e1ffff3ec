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
            QVERIFY(question.options.size() >= 2);
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
