// SPDX-License-Identifier: MIT
#include "net/network.h"

namespace hopscope
{

Network::Network(QObject *parent) : QObject(parent)
{
    m_manager.setProxy(m_relay.proxy());
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_manager.setStrictTransportSecurityEnabled(false);
}

} // namespace hopscope
