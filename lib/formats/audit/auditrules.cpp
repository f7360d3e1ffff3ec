// SPDX-License-Identifier: MIT
#include "formats/audit/auditrules.h"

#include "http/url.h"
#include "text/terminaltext.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

using RuleResult = Result<AuditRule>;

constexpr qsizetype kShownPattern = 80;

const QRegularExpression &placeholders()
{
    static const QRegularExpression expression(u"\\{([A-Za-z_][A-Za-z0-9_]*)?\\}"_s);
    return expression;
}

/// Placeholders, and groups by number as nginx, Apache and editors write them.
const QRegularExpression &groupReferences()
{
    static const QRegularExpression expression(u"\\{([A-Za-z_][A-Za-z0-9_]*)?\\}|[$\\\\]([0-9])"_s);
    return expression;
}

/// The source as a regular expression; the names of its groups, empty for "{}".
QString expressionOf(const QString &source, QStringList &names)
{
    QString expression = u"^"_s;
    qsizetype at = 0;
    for (auto found = placeholders().globalMatch(source); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        expression += QRegularExpression::escape(source.sliced(at, match.capturedStart() - at)) + u"([^/?#]+)"_s;
        names.append(match.captured(1));
        at = match.capturedEnd();
    }
    return expression + QRegularExpression::escape(source.sliced(at)) + u'$';
}

/// The groups that the target takes in; the error says which one there is not.
Result<QList<AuditRule::Piece>> piecesOf(const QString &target, const QStringList &names, int groups, bool isRegex)
{
    using Pieces = Result<QList<AuditRule::Piece>>;
    QList<AuditRule::Piece> pieces;
    qsizetype at = 0;
    int unnamed = 0;
    const QRegularExpression &references = isRegex ? groupReferences() : placeholders();
    for (auto found = references.globalMatch(target); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const QString name = match.captured(1);
        int group = ++unnamed;
        if (match.hasCaptured(2))
            group = match.captured(2).toInt();
        else if (!name.isEmpty())
            group = int(names.indexOf(name)) + 1;
        if (group > groups || (group == 0 && !name.isEmpty()))
            return Pieces::failure(u"the target has %1, and the pattern has no such group"_s.arg(match.captured()));
        pieces.append({target.sliced(at, match.capturedStart() - at), group});
        at = match.capturedEnd();
    }
    pieces.append({target.sliced(at), -1});
    return pieces;
}

} // namespace

bool isAuditRule(const QString &source)
{
    return source.startsWith(u'~') || (!source.startsWith("{{"_L1) && placeholders().match(source).hasMatch());
}

RuleResult readAuditRule(const ListedRow &row)
{
    if (row.source.size() > kMaxListedUrl || row.target.size() > kMaxListedUrl)
        return RuleResult::failure(u"the pattern is longer than %1 characters"_s.arg(kMaxListedUrl));
    AuditRule rule{.row = row};
    const bool isRegex = row.source.startsWith(u'~');
    QStringList names;
    const QString expression = isRegex ? row.source.sliced(1).trimmed() : expressionOf(row.source, names);
    rule.pattern.setPattern(expression);
    rule.isOfWholeUrl = row.source.contains("://"_L1);
    if (!rule.pattern.isValid())
        return RuleResult::failure(u"\"%1\" is not a regular expression: %2 at character %3"_s.arg(
            terminalText(expression, kShownPattern), rule.pattern.errorString(),
            QString::number(rule.pattern.patternErrorOffset() + 1)));
    if (row.target.isEmpty())
        return RuleResult::failure(u"a pattern needs a target for the URLs that it matches"_s);
    if (isRegex)
        names = rule.pattern.namedCaptureGroups().mid(1);
    const Result<QList<AuditRule::Piece>> pieces = piecesOf(row.target, names, rule.pattern.captureCount(), isRegex);
    if (!pieces)
        return RuleResult::failure(pieces.error);
    rule.target = *pieces;
    return rule;
}

std::optional<QString> targetBy(const AuditRule &rule, const QByteArray &url)
{
    const QRegularExpressionMatch match =
        rule.pattern.match(QString::fromUtf8(rule.isOfWholeUrl ? url : requestTarget(url)));
    if (!match.hasMatch())
        return std::nullopt;
    QString target;
    for (const AuditRule::Piece &piece : rule.target)
        target += piece.text + (piece.group < 0 ? QString() : match.captured(piece.group));
    return target;
}

} // namespace hopscope
