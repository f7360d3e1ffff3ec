// SPDX-License-Identifier: MIT
#include "lessons/article.h"

#include "app/cli/common.h"
#include "app/cli/table.h"
#include "formats/write/tabletext.h"

#include <QTextStream>

#include <unistd.h>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

using Verdicts = QList<std::optional<ClaimVerdict>>;

int listArticles()
{
    QList<QStringList> rows{{u"ID"_s, u"Claims"_s, u"Exercise"_s}};
    for (const Article &article : articles())
        rows.append({article.id, QString::number(article.claims.size()), translated(article).title});
    return print((alignedColumns(rows).join(u'\n') + u'\n').toUtf8());
}

QString claimText(const Article &article, qsizetype index)
{
    return wrappedLines(u"%1. %2"_s.arg(index + 1).arg(article.claims.at(index).text));
}

QString reasonText(const Claim &claim, const std::optional<ClaimVerdict> &given)
{
    const QString mark = !given ? QString() : *given == claim.verdict ? u"Right. "_s : u"Wrong. "_s;
    return wrappedLines(u"   %1%2. %3 [%4]"_s.arg(mark, titleOf(claim.verdict), claim.reason, claim.source));
}

/// "t true, f false, i incomplete".
QString choiceText()
{
    QStringList choices;
    for (const ClaimVerdictRow &row : claimVerdicts())
        choices.append(u"%1 %2"_s.arg(QLatin1Char(row.letter)).arg(titleOf(row.verdict).toLower()));
    return choices.join(u", "_s);
}

/// Asks claim by claim and says at once what is right; what is not answered when the input ends stays out.
Verdicts askClaims(const Article &article)
{
    QTextStream in(stdin);
    Verdicts given;
    for (qsizetype i = 0; i < article.claims.size(); ++i) {
        print(claimText(article, i).toUtf8());
        std::optional<ClaimVerdict> verdict;
        while (!verdict) {
            print(u"   Your verdict (%1): "_s.arg(choiceText()).toUtf8());
            const QString line = in.readLine(kMaxAnswerLength);
            if (line.isNull() || line.size() == kMaxAnswerLength)
                return given;
            verdict = claimVerdictNamed(line.trimmed());
        }
        given.append(verdict);
        print(reasonText(article.claims.at(i), verdict).toUtf8());
    }
    return given;
}

Result<Verdicts> givenVerdicts(const Article &article, const QString &letters)
{
    Verdicts given;
    for (qsizetype i = 0; i < letters.size(); ++i) {
        const std::optional<ClaimVerdict> verdict = claimVerdictNamed(letters.mid(i, 1));
        if (i >= article.claims.size() || (!verdict && letters.at(i) != u'-'))
            return Result<Verdicts>::failure(
                u"\"%1\" is not a verdict on claim %2; write a letter for each of the %3 claims (%4), - for none"_s.arg(
                    letters.mid(i, 1), QString::number(i + 1), QString::number(article.claims.size()), choiceText()));
        given.append(verdict);
    }
    return given;
}

int printScore(const Article &article, const Verdicts &given)
{
    const int right = rightVerdicts(article, given);
    const int printed = print(u"\n%1 of %2 right\n"_s.arg(right).arg(article.claims.size()).toUtf8());
    return printed != kExitOk ? printed : right == article.claims.size() ? kExitOk : kExitExpectation;
}

} // namespace

void describeArticle(CommandParser &parser)
{
    parser.addOptions({{u"answers"_s, u"Verdicts as letters, such as tfi; - for none."_s, u"LETTERS"_s},
                       {u"reveal"_s, u"Print each verdict with its reason and source."_s}});
}

int runArticle(const QCommandLineParser &parser, const Clients &)
{
    if (parser.positionalArguments().isEmpty())
        return listArticles();
    const Result<Article> found = findArticle(parser.positionalArguments().first());
    if (!found)
        return usageError(found.error);
    const Article article = translated(*found);
    const Result<Verdicts> given = givenVerdicts(article, parser.value(u"answers"_s));
    if (!given)
        return usageError(given.error);
    const QString head = article.title + u'\n' + wrappedLines(article.about) + u'\n';
    if (const int code = print(head.toUtf8()); code != kExitOk)
        return code;
    const bool reveals = parser.isSet(u"reveal"_s) || !given->isEmpty();
    if (isatty(STDIN_FILENO) && !reveals)
        return printScore(article, askClaims(article));
    QString text;
    for (qsizetype i = 0; i < article.claims.size(); ++i)
        text += claimText(article, i) + (reveals ? reasonText(article.claims.at(i), given->value(i)) : QString());
    if (!reveals)
        text +=
            u"\nJudge each claim with --answers LETTERS (%1), or see the verdicts with --reveal.\n"_s.arg(choiceText());
    const int code = print(text.toUtf8());
    return code != kExitOk || given->isEmpty() ? code : printScore(article, *given);
}

} // namespace hopscope::cli
