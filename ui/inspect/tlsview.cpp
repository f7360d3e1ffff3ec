// SPDX-License-Identifier: MIT
#include "ui/inspect/tlsview.h"

#include "ui/look/widgets.h"
#include "ui/look/wraptable.h"
#include "ui/message/fieldmodel.h"

#include <QLabel>
#include <QVBoxLayout>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// `accepted`: what is wrong with the certificate did not end the hop.
QList<Field> factsOf(const Tls &tls, bool accepted)
{
    QList<Field> facts;
    if (!tls.protocol.isEmpty())
        facts = {{TlsView::tr("Protocol"), tls.protocol}, {TlsView::tr("Cipher"), tls.cipher}};
    for (const QString &error : tls.errors)
        facts.append({accepted ? TlsView::tr("Error, ignored") : TlsView::tr("Error"), error});
    int number = 0;
    for (const Certificate &certificate : tls.chain) {
        ++number;
        const auto add = [&](const QString &name, const QString &value) {
            if (!value.isEmpty())
                facts.append({TlsView::tr("Certificate %1: %2").arg(number).arg(name), value});
        };
        add(TlsView::tr("subject"), certificate.subject);
        add(TlsView::tr("issuer"), certificate.issuer);
        add(TlsView::tr("names"), certificate.names.join(u", "_s));
        add(TlsView::tr("valid from"), certificate.notBefore.toString(Qt::ISODate));
        add(TlsView::tr("valid until"), certificate.notAfter.toString(Qt::ISODate));
        add(TlsView::tr("SHA-256"), QString::fromLatin1(certificate.sha256));
    }
    return facts;
}

} // namespace

TlsView::TlsView(QWidget *parent)
    : QWidget(parent), m_note(new QLabel), m_model(new FieldModel(this)), m_table(new WrapTable)
{
    makeMuted(m_note);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(12, 10, 12, 6);
    m_table->setModel(m_model);
    m_table->setColumns({{190, 1}, {200, 4}});
    m_table->setAccessibleName(tr("TLS details"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_note);
    layout->addWidget(m_table, 1);
    layout->addStretch(0);
}

void TlsView::showHop(const Hop &hop)
{
    const std::optional<Tls> &tls = hop.connection.tls;
    m_table->setVisible(tls.has_value());
    const bool accepted = isTlsAccepted(hop);
    m_model->setFields(tls ? factsOf(*tls, accepted) : QList<Field>());
    if (tls && !accepted)
        m_note->setText(tr("TLS failed: no part of this request was sent."));
    else if (tls)
        m_note->setText(tr("This request was encrypted."));
    else if (hop.request.url.startsWith("https:"))
        m_note->setText(tr("This request needed TLS, but no TLS connection was recorded."));
    else
        m_note->setText(tr("This request used plain http: nothing was encrypted."));
}

} // namespace hopscope
