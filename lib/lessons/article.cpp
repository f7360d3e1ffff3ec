// SPDX-License-Identifier: MIT
#include "lessons/article.h"

#include "lessons/lessons.h"
#include "text/jsonreader.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kArticleVersion = 1;
constexpr auto kArticleFormat = "hopscope-article"_L1;

constexpr ClaimVerdictRow kClaimVerdicts[] = {
    {ClaimVerdict::True, "true"_L1, QT_TRANSLATE_NOOP("articles", "True"), 't'},
    {ClaimVerdict::False, "false"_L1, QT_TRANSLATE_NOOP("articles", "False"), 'f'},
    {ClaimVerdict::Incomplete, "incomplete"_L1, QT_TRANSLATE_NOOP("articles", "Incomplete"), 'i'},
};

QString articleText(const QString &text)
{
    return QCoreApplication::translate("articles", text.toUtf8().constData());
}

QStringList verdictIds()
{
    QStringList ids;
    for (const ClaimVerdictRow &row : kClaimVerdicts)
        ids.append(row.id);
    return ids;
}

Claim claimFromJson(const JsonValue &value)
{
    JsonObjectReader reader(value);
    const Claim claim{reader.text("text"_L1), reader.named<ClaimVerdict>("verdict"_L1, claimVerdictNamed, verdictIds),
                      reader.text("reason"_L1), reader.text("source"_L1)};
    reader.finish();
    return claim;
}

Article articleFromJson(const JsonValue &value)
{
    static const QRegularExpression id(u"^[a-z0-9][a-z0-9-]{0,40}$"_s);
    JsonObjectReader reader(value);
    reader.format(kArticleFormat, "version"_L1, kArticleVersion);
    Article article;
    article.id = reader.text("id"_L1);
    article.title = reader.text("title"_L1);
    article.about = reader.text("about"_L1);
    article.claims = reader.list<Claim>("claims"_L1, claimFromJson);
    reader.finish();
    if (!id.match(article.id).hasMatch())
        reader.fail("id"_L1, u"an id has only lower-case letters, digits and -"_s);
    if (article.claims.isEmpty())
        reader.fail("claims"_L1, u"an article makes at least one claim"_s);
    return article;
}

QList<Article> readArticles()
{
    QList<Article> all;
    for (const QString &path : articleFiles()) {
        QFile file(path);
        const bool isOpen = file.open(QIODevice::ReadOnly);
        if (const Result<Article> article = readArticle(file.readAll()); isOpen && article)
            all.append(*article);
        else
            qCritical("%s, %s", qUtf8Printable(path), qUtf8Printable(article.error));
    }
    return all;
}

} // namespace

std::span<const ClaimVerdictRow> claimVerdicts()
{
    return kClaimVerdicts;
}

QString titleOf(ClaimVerdict verdict)
{
    const auto row = std::ranges::find(kClaimVerdicts, verdict, &ClaimVerdictRow::verdict);
    return QCoreApplication::translate("articles", row->title);
}

std::optional<ClaimVerdict> claimVerdictNamed(QStringView text)
{
    for (const ClaimVerdictRow &row : kClaimVerdicts) {
        if (text == row.id || (text.size() == 1 && text.at(0) == QLatin1Char(row.letter)))
            return row.verdict;
    }
    return std::nullopt;
}

const QList<Article> &articles()
{
    static const QList<Article> all = readArticles();
    return all;
}

Result<Article> findArticle(const QString &id)
{
    QStringList ids;
    for (const Article &article : articles()) {
        if (article.id == id)
            return article;
        ids.append(article.id);
    }
    return Result<Article>::failure(u"there is no article \"%1\"; choose one of: %2"_s.arg(id, ids.join(u", "_s)));
}

Result<Article> readArticle(const QByteArray &json)
{
    if (json.size() > kMaxScenarioBytes)
        return Result<Article>::failure(
            u"the file is larger than %1 bytes, too large for an article"_s.arg(kMaxScenarioBytes));
    return readJsonFile<Article>(json, articleFromJson);
}

Article translated(const Article &article)
{
    Article copy = article;
    for (QString *text : {&copy.title, &copy.about})
        *text = articleText(*text);
    for (Claim &claim : copy.claims) {
        claim.text = articleText(claim.text);
        claim.reason = articleText(claim.reason);
    }
    return copy;
}

int rightVerdicts(const Article &article, const QList<std::optional<ClaimVerdict>> &given)
{
    int right = 0;
    for (qsizetype i = 0; i < article.claims.size(); ++i)
        right += given.value(i) == article.claims.at(i).verdict ? 1 : 0;
    return right;
}

} // namespace hopscope
