// SPDX-License-Identifier: MIT
#include "ui/inspect/hopactions.h"

#include "http/url.h"
#include "paint/labels.h"
#include "redirect/firstrequest.h"
#include "ui/files/bodyfile.h"
#include "ui/look/foldtext.h"
#include "ui/look/links.h"
#include "ui/look/uitext.h"
#include "ui/request/clientstore.h"

#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Of one connection or of the length of the body: written anew for each request.
bool isFraming(const QByteArray &name)
{
    static constexpr QByteArrayView framing[] = {"Content-Length", "Transfer-Encoding",   "Connection",
                                                 "Expect",         "Proxy-Authorization", "Proxy-Connection"};
    return std::any_of(std::begin(framing), std::end(framing),
                       [&](QByteArrayView field) { return equalsIgnoringCase(name, field); });
}

/// What the client writes by itself into such a request.
Headers ownFields(const TraceRequest &request, const Hop &hop)
{
    const ClientProfile *profile = request.profile();
    if (!profile)
        return {};
    return firstRequest(*profile, {.method = request.method, .url = hop.request.url, .body = hop.request.body}).headers;
}

const Body *bodyOfPart(const Hop &hop, BodyPart part)
{
    if (part == BodyPart::Request)
        return &hop.request.body;
    return hop.response ? &hop.response->body : nullptr;
}

} // namespace

HopActions::HopActions(QWidget *page, const Trace &trace, const std::function<TraceRequest()> &base)
    : QObject(page), m_page(page), m_trace(trace), m_base(base)
{
}

const Hop *HopActions::hopAt(int row) const
{
    return row >= 0 && row < m_trace.hops.size() ? &m_trace.hops.at(row) : nullptr;
}

void HopActions::addTo(QMenu &menu, int row)
{
    const Hop *hop = hopAt(row);
    const auto save = [&](const QString &title, BodyPart part) {
        const Body *body = hop ? bodyOfPart(*hop, part) : nullptr;
        menu.addAction(title, this, [this, row, part] { chooseBodyFile(row, part); })
            ->setEnabled(body && !body->bytes.isEmpty());
    };
    save(tr("&Save request body as…"), BodyPart::Request);
    save(tr("Save r&esponse body as…"), BodyPart::Response);
    menu.addAction(tr("&Trace from this request"), this, [this, row] { traceFrom(row); })->setEnabled(m_isIdle);
    menu.addAction(tr("&Open in browser…"), this, [this, row] { openInBrowser(row); });
}

void HopActions::chooseBodyFile(int row, BodyPart part)
{
    const Hop *hop = hopAt(row);
    const Body *body = hop ? bodyOfPart(*hop, part) : nullptr;
    if (!body || body->bytes.isEmpty()) {
        Q_EMIT told(part == BodyPart::Request ? tr("The selected request has no body to save.")
                                              : tr("The selected request has no response body to save."));
        return;
    }
    const Headers &headers = part == BodyPart::Request ? hop->request.headers : hop->response->headers;
    const QString name = bodyFileName(hop->request.url, headers.first("Content-Type").value_or(QByteArray()));
    const QString title = part == BodyPart::Request ? tr("Save request body") : tr("Save response body");
    const QString path = QFileDialog::getSaveFileName(m_page, title, name);
    if (!path.isEmpty())
        saveBody(*hop, part, path);
}

void HopActions::saveBody(const Hop &hop, BodyPart part, const QString &path)
{
    if (const Body *body = bodyOfPart(hop, part))
        writeBodyFile(this, path, *body, [this](const QString &said) { Q_EMIT told(said); });
}

void HopActions::openInBrowser(int row)
{
    const Hop *hop = hopAt(row);
    QUrl url = hop ? QUrl::fromEncoded(hop->request.url) : QUrl();
    url.setUserInfo({}); // a secret has no place in a history that is not ours
    if (!isWebLink(url)) {
        Q_EMIT told(tr("Only http and https URLs are opened in the browser."));
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Question, tr("Open in browser"),
                                tr("The browser sends a request of its own: a GET, without the method, the fields and "
                                   "the body of this one."),
                                QMessageBox::Cancel, m_page);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(breakable(folded(url.toDisplayString())));
    QPushButton *open = box->addButton(tr("&Open"), QMessageBox::AcceptRole);
    box->setDefaultButton(open);
    connect(open, &QPushButton::clicked, this, [this, url] {
        Q_EMIT told(openLink(url) ? tr("Opened in the browser.") : tr("No browser could be started."));
    });
    box->open();
}

void HopActions::traceFrom(int row)
{
    if (!m_isIdle || !hopAt(row))
        return;
    const Result<TraceRequest> request = requestFrom(m_trace, row, m_base());
    if (request)
        Q_EMIT traceRequested(*request);
    else
        Q_EMIT told(request.error);
}

Result<TraceRequest> requestFrom(const Trace &trace, int row, const TraceRequest &base)
{
    const Hop &hop = trace.hops.at(row);
    const Body &body = hop.request.body;
    if (body.bytes.size() < body.size)
        return Result<TraceRequest>::failure(
            UiText::tr("Request %1 cannot be traced again: only %2 of its body of %3 were kept.")
                .arg(QString::number(row + 1), sizeText(body.bytes.size()), sizeText(body.size)));
    TraceRequest request = base;
    request.method = hop.request.method;
    request.url = QString::fromUtf8(hop.request.url);
    request.content = {.bytes = body.bytes, .file = {}};
    request.step = false;
    // Its fields say who the user is.
    request.userPassword.clear();
    request.auth = AuthChoice::ClientDefault;
    request.cookieByOption = false;
    request.cookieFile.clear();
    request.memory = {};
    request = asClient(request, trace.client, knownClients());
    const Headers own = ownFields(request, hop);
    request.headers = {};
    for (const Header &field : hop.request.headers.fields) {
        const bool isHost = equalsIgnoringCase(field.name, "Host") && field.value == hostField(hop.request.url);
        if (!isFraming(field.name) && !isHost && own.first(field.name) != field.value)
            request.headers.append(field.name, field.value);
    }
    request.withoutFields.clear();
    for (const Header &field : own.fields) {
        if (!isFraming(field.name) && !hop.request.headers.contains(field.name))
            request.withoutFields.append(field.name);
    }
    return request;
}

} // namespace hopscope
