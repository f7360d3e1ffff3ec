// SPDX-License-Identifier: MIT
#include "ui/tracelist.h"

#include "ui/widgets.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kWidth = 300;

bool hasRedirects(const Trace &trace)
{
    return trace.hops.size() > 1;
}

QString endOf(const Trace &trace)
{
    const std::optional<Response> &response = trace.hops.constLast().response;
    return response ? QString::number(response->status) : QString(idOf(trace.outcome.kind));
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
    const QString request = u"%1 %2"_s.arg(QString::fromLatin1(first.method), QString::fromUtf8(first.url));
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
      m_count(new QLabel)
{
    setFixedWidth(kWidth);
    setAttribute(Qt::WA_StyledBackground);
    m_list->setModel(m_model);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setAlternatingRowColors(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Traces of the file"));
    m_onlyRedirects->setAccessibleName(tr("Only traces with redirects"));
    m_count->setAccessibleName(tr("Number of traces"));
    auto *close = new QPushButton(tr("Close list"));
    close->setAccessibleName(tr("Close the list of traces"));
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(8, 4, 8, 4);
    bottom->addWidget(m_onlyRedirects, 1);
    bottom->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(titleBar(tr("Traces"), m_count));
    layout->addWidget(m_list, 1);
    layout->addLayout(bottom);
    hide();
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { choose(current.row()); });
    connect(m_onlyRedirects, &QCheckBox::toggled, this, [this](bool only) {
        m_model->setOnlyRedirects(only);
        m_count->setText(tr("%1 of %2").arg(m_model->rowCount()).arg(traces().size()));
    });
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
}

void TraceList::setTraces(const QList<Trace> &traces)
{
    const bool any = std::any_of(traces.begin(), traces.end(), hasRedirects);
    m_onlyRedirects->setChecked(any);
    m_onlyRedirects->setEnabled(any);
    m_model->setTraces(traces, any);
    m_count->setText(tr("%1 of %2").arg(m_model->rowCount()).arg(traces.size()));
    show();
    m_list->setCurrentIndex(m_model->index(0));
}

void TraceList::choose(int row)
{
    if (row >= 0)
        Q_EMIT chosen(m_model->trace(row));
}

} // namespace hopscope
