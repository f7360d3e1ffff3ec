// SPDX-License-Identifier: MIT
#include "ui/compare/comparemodel.h"

#include "paint/labels.h"
#include "redirect/sources.h"
#include "redirect/statustext.h"
#include "trace/prediction.h"
#include "ui/look/celldelegate.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// What a status does to the method of a POST; nothing for those that redirect nothing by themselves.
std::optional<PartVerdict> methodRule(int status)
{
    switch (status) {
    case 307:
    case 308:
        return PartVerdict::Kept;
    case 301:
    case 302:
        return PartVerdict::Changed;
    case 303:
        return PartVerdict::Dropped;
    default:
        return std::nullopt;
    }
}

QString toolTipOf(const StatusFacts &facts)
{
    QString tip = StatusText::tr(facts.summary);
    if (facts.correction)
        tip += u"\n\n"_s + StatusText::tr(facts.correction);
    return u"<p>%1</p>"_s.arg(tip.toHtmlEscaped().replace(u"\n"_s, u"<br>"_s));
}

} // namespace

void CompareModel::setObserved(int status, const Trace &trace)
{
    m_observed.insert(status, trace);
    for (int row = 0; row < rowCount(); ++row) {
        if (statusTable()[size_t(row)].status == status)
            Q_EMIT dataChanged(index(row, Observed), index(row, Observed));
    }
}

void CompareModel::clearObserved()
{
    m_observed.clear();
    Q_EMIT dataChanged(index(0, Observed), index(rowCount() - 1, Observed));
}

void CompareModel::setMethod(const QByteArray &method)
{
    if (m_method == method)
        return;
    m_method = method;
    Q_EMIT dataChanged(index(0, Cache), index(rowCount() - 1, Cache));
}

void CompareModel::setHighlighted(int status)
{
    if (m_highlighted == status)
        return;
    m_highlighted = status;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {HighlightRole});
}

int CompareModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(statusTable().size());
}

int CompareModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString CompareModel::text(const StatusFacts &facts, int column) const
{
    switch (column) {
    case Type:
        return u"%1 %2"_s.arg(facts.status).arg(QLatin1StringView(facts.name));
    case Method: {
        const auto rule = methodRule(facts.status);
        return chipText({rule, StatusText::tr(facts.methodPreserved)});
    }
    case Content:
        return StatusText::tr(facts.body);
    case Seo:
        return StatusText::tr(facts.seo);
    case Cache:
        return StatusText::tr(cacheableText(facts, m_method));
    case UseCase:
        return StatusText::tr(facts.useCase);
    case Observed: {
        const auto found = m_observed.constFind(facts.status);
        if (found == m_observed.constEnd())
            return tr("not run yet");
        return chipText({observedVerdict(*found), observedText(*found)});
    }
    default:
        return {};
    }
}

QVariant CompareModel::tone(const StatusFacts &facts, int column) const
{
    if (column == Method) {
        const auto rule = methodRule(facts.status);
        return rule ? QVariant(int(*rule)) : QVariant();
    }
    const auto found = m_observed.constFind(facts.status);
    if (column != Observed || found == m_observed.constEnd())
        return {};
    const auto verdict = observedVerdict(*found);
    return verdict ? int(*verdict) : kPlainTone;
}

QVariant CompareModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const StatusFacts &facts = statusTable()[size_t(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(facts, column);
    case Qt::ToolTipRole:
        return toolTipOf(facts);
    case ToneRole:
        return tone(facts, column);
    case BoldRole:
        return column == Type ? 3 : 0;
    case MutedRole:
        return column == Observed && !m_observed.contains(facts.status);
    case HighlightRole:
        return facts.status == m_highlighted;
    case LinkRole:
        return column == Source ? QVariant(sourceLink(QString::fromUtf8(facts.source))) : QVariant();
    case LinkTextRole:
        return column == Source ? QVariant(QString::fromUtf8(facts.source)) : QVariant();
    case SortRole:
        return column == Type ? QVariant(facts.status)
                              : QVariant(column == Source ? QString::fromUtf8(facts.source) : text(facts, column));
    default:
        return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Type:
        return tr("Redirect type");
    case Method:
        return tr("Method preserved?");
    case Content:
        return tr("Body");
    case Seo:
        return tr("SEO impact");
    case Cache:
        return tr("Cacheable?");
    case UseCase:
        return tr("Use case");
    case Observed:
        return tr("Observed now");
    case Source:
        return tr("Source");
    default:
        return {};
    }
}

QString observedText(const Trace &trace)
{
    if (trace.hops.size() >= 2) {
        const Request &first = trace.hops[0].request;
        const Request &second = trace.hops[1].request;
        const QString text =
            CompareModel::tr("%1 → %2 · %3")
                .arg(QString::fromLatin1(first.method), QString::fromLatin1(second.method), sizeText(second.body.size));
        const QList<LedgerRow> ledger = trace.hops[0].redirect ? trace.hops[0].redirect->ledger : QList<LedgerRow>();
        if (!hasPredictions(ledger))
            return text;
        return std::any_of(ledger.begin(), ledger.end(), isUnpredicted)
                   ? CompareModel::tr("%1 · differs from its profile").arg(text)
                   : CompareModel::tr("%1 · as predicted").arg(text);
    }
    const bool answered = trace.hops.size() == 1 && trace.hops[0].response;
    return answered ? CompareModel::tr("not followed") : CompareModel::tr("no response: %1").arg(trace.outcome.message);
}

std::optional<PartVerdict> observedVerdict(const Trace &trace)
{
    if (trace.hops.size() < 2)
        return std::nullopt;
    const Request &first = trace.hops[0].request;
    const Request &second = trace.hops[1].request;
    const bool same = first.method == second.method && first.body.size == second.body.size;
    return same ? PartVerdict::Kept : PartVerdict::Changed;
}

} // namespace hopscope
