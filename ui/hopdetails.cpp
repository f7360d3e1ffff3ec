// SPDX-License-Identifier: MIT
#include "ui/hopdetails.h"

#include "ui/changesview.h"
#include "ui/messageview.h"
#include "ui/timingview.h"
#include "ui/tlsview.h"
#include "ui/wireview.h"

#include <QTabBar>

namespace hopscope
{

using namespace Qt::StringLiterals;

HopDetails::HopDetails(QWidget *parent)
    : QTabWidget(parent),
      m_changes(new ChangesView),
      m_request(new MessageView(tr("Request"))),
      m_response(new MessageView(tr("Response"))),
      m_wire(new WireView),
      m_timing(new TimingView),
      m_tls(new TlsView)
{
    setDocumentMode(true);
    setObjectName(u"details"_s);
    setAccessibleName(tr("Details of the selected request"));
    tabBar()->setAccessibleName(tr("Details of the selected request"));
    tabBar()->setDrawBase(false);
    tabBar()->setExpanding(false);
    addTab(m_changes, tr("What changed"));
    addTab(m_request, tr("Request"));
    addTab(m_response, tr("Response"));
    addTab(m_wire, tr("Wire"));
    addTab(m_timing, tr("Timing"));
    addTab(m_tls, tr("TLS"));
}

void HopDetails::showHop(const QList<Hop> &hops, int row, const Outcome *outcome)
{
    const Hop &hop = hops.at(row);
    m_changes->showHop(hop, row + 1, row + 1 == hops.size() ? outcome : nullptr);
    m_request->showRequest(hop.request);
    if (hop.response)
        m_response->showResponse(*hop.response);
    else
        m_response->showNothing(hop.error.isEmpty() ? tr("There is no response.") : hop.error);
    m_wire->showWire(hop.wire);
    m_timing->showHops(hops, row);
    m_tls->showHop(hop);
}

void HopDetails::showNext(const Request *next)
{
    m_changes->showNext(next);
    if (next)
        setCurrentWidget(m_changes);
}

} // namespace hopscope
