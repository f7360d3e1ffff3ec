// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QList>
#include <QString>

#include <optional>
#include <span>

namespace hopscope
{

/// What a claim can be judged to be.
enum class ClaimVerdict { True, False, Incomplete };

struct ClaimVerdictRow {
    ClaimVerdict verdict;
    QLatin1StringView id;
    const char *title; ///< QT_TRANSLATE_NOOP("articles", ...)
    char letter;       ///< to answer with
};

/// Window and command line go through this table.
std::span<const ClaimVerdictRow> claimVerdicts();
/// "True", in the language of the program.
QString titleOf(ClaimVerdict verdict);
/// By id or letter.
std::optional<ClaimVerdict> claimVerdictNamed(QStringView text);

/// Something that an article says, in other words.
struct Claim {
    QString text;
    ClaimVerdict verdict = ClaimVerdict::True;
    QString reason;
    QString source;

    bool operator==(const Claim &) const = default;
};

/// The exercise "Check the article": claims to be judged one by one.
struct Article {
    QString id;
    QString title;
    QString about; ///< where the claims come from
    QList<Claim> claims;

    bool operator==(const Article &) const = default;
};

/// Those that the program brings along.
const QList<Article> &articles();
/// One of articles() by its id. The error names those that there are.
Result<Article> findArticle(const QString &id);
/// Reads an article file strictly (resources/schema/article.schema.json). The error names line, place and reason.
Result<Article> readArticle(const QByteArray &json);
/// The texts in the language of the program (translation context "articles").
Article translated(const Article &article);
/// How many of `given` (one for each claim, nullopt: none) are right.
int rightVerdicts(const Article &article, const QList<std::optional<ClaimVerdict>> &given);

} // namespace hopscope
