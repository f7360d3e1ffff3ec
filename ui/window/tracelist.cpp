// SPDX-License-Identifier: MIT
#include "ui/window/tracelist.h"

#include "ui/look/rowdelegate.h"
#include "ui/look/widgets.h"
#include "ui/request/texts.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// In a narrow window the details need the room more.
constexpr int kSmallestListWidth = 180;
constexpr int kLargestWidth = 300;
constexpr int kLargestNotesHeight = 110;

bool hasRedirects(const Trace &trace)
{
    return trace.hops.size() > 1;
}

} // namespace

void TraceListModel::setTraces(const QList<Trace> &traces, bool onlyRedirects)
{
    m_traces = traces;
    setOnlyRedirects(onlyRedirects);
}

void TraceListModel::setOnlyRedirects(bool only)
{
    beginResetModel();
    m_shown.clear();
    for (qsizetype i = 0; i < m_traces.size(); ++i) {
        if (!only || hasRedirects(m_traces[i]))
            m_shown.append(i);
    }
    endResetModel();
}

int TraceListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant TraceListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole))
        return {};
    const Trace &shown = trace(index.row());
    if (shown.hops.isEmpty())
        return tr("No requests");
    const Request &first = shown.hops.constFirst().request;
    const QString request =
        leftToRight(u"%1 %2"_s.arg(QString::fromLatin1(first.method), QString::fromUtf8(first.url)));
    const QString count = shown.hops.size() == 1 ? tr("1 request") : tr("%1 requests").arg(shown.hops.size());
    // The second line is what the rows differ in when their URLs are long.
    const QString text = request + u'\n' + tr("%1, ends with %2").arg(count, endOf(shown));
    return role == Qt::ToolTipRole ? text.toHtmlEscaped() : text;
}

TraceList::TraceList(QWidget *parent)
    : QWidget(parent),
      m_model(new TraceListModel(this)),
      m_list(new QListView),
      m_onlyRedirects(new QCheckBox(tr("Only with &redirects"))),
      m_count(new QLabel),
      m_notes(new QPlainTextEdit),
      m_fold(new QToolButton)
{
    setAttribute(Qt::WA_StyledBackground);
    m_list->setModel(m_model);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Traces of the file"));
    m_onlyRedirects->setAccessibleName(tr("Only traces with redirects"));
    m_count->setAccessibleName(tr("Number of traces"));
    auto *close = new QPushButton(tr("Close list"));
    close->setAccessibleName(tr("Close the list of traces"));
    m_fold->setAutoRaise(true);
    m_fold->setFocusPolicy(Qt::StrongFocus);
    QWidget *title = titleBar(tr("Traces"), m_count);
    auto *buttons = new QWidget;
    auto *bottom = new QVBoxLayout(buttons);
    bottom->setContentsMargins(8, 4, 8, 4);
    m_notes->setReadOnly(true);
    m_notes->setTabChangesFocus(true);
    m_notes->setAccessibleName(tr("What was left out of the file"));
    m_notes->setMaximumHeight(kLargestNotesHeight);
    m_notes->hide();
    bottom->addWidget(m_notes);
    bottom->addWidget(m_onlyRedirects);
    bottom->addWidget(close);
    m_parts = {title, m_list, buttons};
    auto *top = new QHBoxLayout;
    top->setSpacing(0);
    top->addWidget(title, 1);
    top->addWidget(m_fold);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    layout->addStretch(0);
    fold(false);
    hide();
    connect(m_fold, &QToolButton::clicked, this, [this] { fold(!m_list->isHidden()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { choose(current.row()); });
    connect(m_onlyRedirects, &QCheckBox::toggled, this, [this](bool only) {
        m_model->setOnlyRedirects(only);
        m_count->setText(tr("%1 of %2").arg(m_model->rowCount()).arg(traces().size()));
    });
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
}

void TraceList::fold(bool folded)
{
    for (QWidget *part : std::as_const(m_parts))
        part->setVisible(!folded);
    const bool rightToLeft = layoutDirection() == Qt::RightToLeft;
    m_fold->setArrowType(folded == rightToLeft ? Qt::LeftArrow : Qt::RightArrow);
    m_fold->setToolTip(folded ? tr("Show the list of traces") : tr("Collapse the list of traces"));
    m_fold->setAccessibleName(m_fold->toolTip());
    setMinimumWidth(folded ? 0 : kSmallestListWidth);
    setMaximumWidth(folded ? m_fold->sizeHint().width() : kLargestWidth);
}

void TraceList::setTraces(const QList<Trace> &traces, const QStringList &notes)
{
    m_notes->setPlainText(notes.join(u'\n'));
    m_notes->setVisible(!notes.isEmpty());
    const bool any = std::any_of(traces.begin(), traces.end(), hasRedirects);
    m_onlyRedirects->setChecked(any);
    m_onlyRedirects->setEnabled(any);
    m_model->setTraces(traces, any);
    m_count->setText(tr("%1 of %2").arg(m_model->rowCount()).arg(traces.size()));
    fold(false);
    show();
    m_list->setCurrentIndex(m_model->index(0));
}

void TraceList::choose(int row)
{
    if (row >= 0)
        Q_EMIT chosen(m_model->trace(row));
}

} // namespace hopscope
