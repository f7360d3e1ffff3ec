// SPDX-License-Identifier: MIT
#include "ui/compare/matrixmodel.h"

#include "redirect/client/clientstack.h"
#include "redirect/profiletext.h"
#include "ui/look/celldelegate.h"
#include "ui/request/clientstore.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

int toneOfCell(const MatrixCell &cell, const QByteArray &sent)
{
    if (cell.step != MatrixStep::Follows)
        return kPlainTone;
    if (cell.method != sent)
        return int(PartVerdict::Changed);
    return int(cell.body == BodyFate::Lost ? PartVerdict::Dropped : PartVerdict::Kept);
}

} // namespace

MatrixModel::MatrixModel(QObject *parent)
    : QAbstractTableModel(parent), m_profiles(knownClients().all()), m_statuses{301, 302, 303, 307, 308}
{
    compute();
    if (const ClientStore *store = clientStore()) {
        connect(store, &ClientStore::changed, this, &MatrixModel::renewClients);
        connect(store, &ClientStore::stackChanged, this, &MatrixModel::renewStack);
    }
}

void MatrixModel::renewClients()
{
    const QString reference(m_profiles[m_reference]->id);
    beginResetModel();
    m_profiles = knownClients().all();
    m_reference = 0;
    compute();
    endResetModel();
    setReference(reference);
}

void MatrixModel::renewStack()
{
    beginResetModel();
    filter();
    endResetModel();
}

void MatrixModel::compute()
{
    m_cells.clear();
    for (const ClientPointer &profile : std::as_const(m_profiles)) {
        QList<MatrixCell> row;
        for (const int status : std::as_const(m_statuses))
            row.append(matrixCell(*profile, status, m_question));
        m_cells.append(row);
    }
    filter();
}

void MatrixModel::filter()
{
    const QStringList stack = knownStack();
    m_stack = {stack.begin(), stack.end()};
    m_shown.clear();
    QList<int> others;
    for (int i = 0; i < int(m_profiles.size()); ++i) {
        const ClientProfile &profile = *m_profiles[i];
        if (fitsSearch(profile, m_typed))
            (m_stack.contains(profile.id) ? m_shown : others).append(i);
    }
    if (!m_stackOnly)
        m_shown += others;
}

void MatrixModel::setQuestion(const MatrixQuestion &question)
{
    if (m_question == question)
        return;
    beginResetModel();
    m_question = question;
    compute();
    endResetModel();
}

void MatrixModel::setStatuses(const QList<int> &statuses)
{
    if (m_statuses == statuses)
        return;
    beginResetModel();
    m_statuses = statuses;
    compute();
    endResetModel();
}

void MatrixModel::setReference(const QString &client)
{
    for (int i = 0; i < int(m_profiles.size()); ++i) {
        if (m_profiles[i]->id == client)
            m_reference = i;
    }
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void MatrixModel::show(const QString &typed, bool stackOnly)
{
    if (typed == m_typed && stackOnly == m_stackOnly)
        return;
    beginResetModel();
    m_typed = typed;
    m_stackOnly = stackOnly;
    filter();
    endResetModel();
}

QString MatrixModel::clientAt(int row) const
{
    return row >= 0 && row < m_shown.size() ? QString(m_profiles[m_shown[row]]->id) : QString();
}

std::optional<MatrixCell> MatrixModel::cellAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.column() == 0)
        return std::nullopt;
    return m_cells[m_shown[index.row()]][index.column() - 1];
}

MatrixCell MatrixModel::referenceCell(int status) const
{
    return m_cells[m_reference].value(m_statuses.indexOf(status));
}

int MatrixModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int MatrixModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + int(m_statuses.size());
}

QVariant MatrixModel::nameData(int profile, int role) const
{
    const bool reference = profile == m_reference;
    const bool inStack = m_stack.contains(m_profiles[profile]->id);
    const QString title = ProfileText::tr(m_profiles[profile]->title);
    switch (role) {
    case Qt::DisplayRole:
        return (reference ? u"▸ "_s : QString()) + (inStack ? u"★ "_s : QString()) + title;
    case Qt::AccessibleTextRole: {
        const QString name = inStack ? tr("%1, in my stack").arg(title) : title;
        return reference ? tr("%1, the chosen client").arg(name) : name;
    }
    case Qt::ToolTipRole:
        return u"<p>%1</p>"_s.arg(ProfileText::tr(m_profiles[profile]->description).toHtmlEscaped());
    case BoldRole:
        return reference ? 1 : 0;
    default:
        return {};
    }
}

QVariant MatrixModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int profile = m_shown[index.row()];
    if (index.column() == 0)
        return nameData(profile, role);
    const MatrixCell &cell = m_cells[profile][index.column() - 1];
    const bool differs = !cell.sameAs(m_cells[m_reference][index.column() - 1]);
    switch (role) {
    case Qt::DisplayRole:
        return differs ? u"≠ "_s + matrixText(cell) : matrixText(cell);
    case Qt::AccessibleTextRole:
        return differs ? tr("%1, differs from the chosen client").arg(matrixText(cell)) : matrixText(cell);
    case Qt::ToolTipRole:
        return u"<p>%1</p>"_s.arg(cell.reason.toHtmlEscaped());
    case ToneRole:
        return toneOfCell(cell, m_question.method);
    default:
        return {};
    }
}

QVariant MatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    return section == 0 ? tr("Client") : QString::number(statusAt(section));
}

QString matrixText(const MatrixCell &cell)
{
    switch (cell.step) {
    case MatrixStep::Stops:
        return MatrixModel::tr("not followed");
    case MatrixStep::Fails:
        return MatrixModel::tr("error");
    case MatrixStep::Unsent:
        return MatrixModel::tr("cannot send it");
    case MatrixStep::Follows:
        break;
    }
    const QString method = QString::fromLatin1(cell.method);
    switch (cell.body) {
    case BodyFate::Kept:
        return MatrixModel::tr("%1 + body").arg(method);
    case BodyFate::Lost:
        return cell.method == "GET" || cell.method == "HEAD" ? method : MatrixModel::tr("%1, body lost").arg(method);
    case BodyFate::None:
        break;
    }
    return method;
}

} // namespace hopscope
