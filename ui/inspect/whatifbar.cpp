// SPDX-License-Identifier: MIT
#include "ui/inspect/whatifbar.h"

#include "redirect/statuses.h"
#include "ui/inspect/whatif.h"
#include "ui/request/clientbox.h"
#include "ui/request/clientstore.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// What the recorded status and client led to, as far as it has come.
QString factText(Carried carried)
{
    switch (carried) {
    case Carried::Sent:
        return WhatIfBar::tr("This is what happened.");
    case Carried::Sending:
        return WhatIfBar::tr("This is what the client decided; the next request is under way.");
    case Carried::Waiting:
        return WhatIfBar::tr("This is what the client decided; the next request waits for Step.");
    case Carried::NotSent:
        return WhatIfBar::tr("This is what the client decided; the trace ended before the next request was sent.");
    case Carried::Nothing:
        return WhatIfBar::tr("This is what happened: no other request was sent.");
    }
    return {};
}

/// The same next request as the one that the trace is about.
QString sameText(Carried carried)
{
    switch (carried) {
    case Carried::Sent:
        return WhatIfBar::tr("That is what was sent.");
    case Carried::Sending:
        return WhatIfBar::tr("That is the request that is under way.");
    case Carried::Waiting:
        return WhatIfBar::tr("That is the request that waits for Step.");
    case Carried::NotSent:
        return WhatIfBar::tr("That is the request that was not sent before the trace ended.");
    case Carried::Nothing:
        break;
    }
    return {};
}

} // namespace

WhatIfBar::WhatIfBar(QWidget *parent)
    : QWidget(parent),
      m_status(new ComboBox(tr("What if the response had been"), false)),
      m_client(new ClientBox(tr("What if the client had been"), u"%1"_s)),
      m_result(new QLabel),
      m_boxes(new QBoxLayout(QBoxLayout::LeftToRight))
{
    QList<StatusFacts> statuses(statusTable().begin(), statusTable().end());
    std::ranges::sort(statuses, {}, &StatusFacts::status);
    for (const StatusFacts &facts : std::as_const(statuses)) {
        m_status->addItem(QString::number(facts.status), facts.status);
        m_status->setItemData(m_status->count() - 1, QString::fromLatin1(facts.name), Qt::ToolTipRole);
    }
    m_client->setMinimumContentsLength(12);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_result->setAccessibleName(tr("What would be sent"));

    m_boxes->setSpacing(8);
    for (const auto &[text, box] :
         {std::pair{tr("&What if the response had been"), m_status}, {tr("with client"), m_client}}) {
        auto *label = new QLabel(text);
        label->setBuddy(box);
        makeMuted(label);
        auto *pair = new QHBoxLayout;
        pair->setSpacing(8);
        pair->addWidget(label);
        pair->addWidget(box);
        pair->addStretch();
        m_boxes->addLayout(pair, box == m_client ? 1 : 0);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 10);
    layout->setSpacing(6);
    layout->addLayout(m_boxes);
    layout->addWidget(m_result);
    connect(m_status, &QComboBox::currentIndexChanged, this, &WhatIfBar::refresh);
    connect(m_client, &QComboBox::currentIndexChanged, this, &WhatIfBar::refresh);
}

void WhatIfBar::showHop(const Trace &trace, int row, Carried carried)
{
    const QSignalBlocker noStatus(m_status);
    const QSignalBlocker noClient(m_client);
    m_trace = &trace;
    m_row = row;
    m_carried = carried;
    m_status->setCurrentIndex(m_status->findData(trace.hops.at(row).response->status));
    m_client->setClient(trace.client);
    refresh();
}

void WhatIfBar::setCarried(Carried carried)
{
    m_carried = carried;
    refresh();
}

QSize WhatIfBar::minimumSizeHint() const
{
    return {0, QWidget::minimumSizeHint().height()};
}

void WhatIfBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const QMargins margins = layout()->contentsMargins();
    int wanted = margins.left() + margins.right() + m_boxes->spacing();
    for (int i = 0; i < m_boxes->count(); ++i)
        wanted += m_boxes->itemAt(i)->minimumSize().width();
    m_boxes->setDirection(width() < wanted ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void WhatIfBar::refresh()
{
    if (!m_trace || m_row >= m_trace->hops.size())
        return;
    const Hop &hop = m_trace->hops.at(m_row);
    const QString client = m_client->client();
    const ClientPointer profile = knownClients().find(client);
    if (!profile || m_status->currentIndex() < 0) {
        m_result->setText(tr("Choose a status and a client."));
        return;
    }
    const int status = m_status->currentData().toInt();
    if (status == hop.response->status && client == m_trace->client) {
        m_result->setText(factText(m_carried) + u' ' +
                          tr("Choose another status or client to see what would be sent."));
        return;
    }
    const Decision decision = whatIf(*m_trace, m_row, status, *profile);
    const QString difference = whatIfDifference(*hop.redirect, decision);
    QString text = u"→ "_s + whatIfText(decision);
    if (!difference.isEmpty())
        text += u'\n' + tr("Differs: %1.").arg(difference);
    else if (decision.next)
        text += u' ' + sameText(m_carried);
    m_result->setText(text);
}

} // namespace hopscope
