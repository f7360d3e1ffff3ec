// SPDX-License-Identifier: MIT
#include "ui/request/requestoptions.h"

#include "paint/labels.h"
#include "redirect/profile.h"
#include "ui/look/widgets.h"
#include "ui/request/bodyeditor.h"
#include "ui/request/fieldnames.h"
#include "ui/request/optionspanel.h"
#include "ui/request/paireditor.h"
#include "ui/request/signinpanel.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <numeric>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// A panel shows at least so many lines of text.
constexpr int kLeastLines = 6;

bool isContentType(const Pair &field)
{
    return field.name.trimmed().compare("Content-Type"_L1, Qt::CaseInsensitive) == 0;
}

bool isMultipart(const QString &type)
{
    return type.startsWith(typeOf(BodyDraft::Multipart), Qt::CaseInsensitive);
}

/// Clients write the type of a form by themselves, as curl does for -d and -F; any other is given to them.
bool isAddedByClient(BodyDraft::Mode mode)
{
    return mode == BodyDraft::Form || mode == BodyDraft::Multipart;
}

bool isSent(const Pair &field)
{
    return field.on && !(field.name.trimmed().isEmpty() && field.value.trimmed().isEmpty());
}

/// Looks like the bar that it is a part of.
QScrollArea *panelArea()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *scroll = scrollOn(content, RequestOptions::tr("Parts of the request"));
    content->setBackgroundRole(QPalette::Window);
    scroll->viewport()->setBackgroundRole(QPalette::Window);
    scroll->hide();
    return scroll;
}

} // namespace

RequestOptions::RequestOptions(QWidget *parent)
    : QWidget(parent),
      m_rows(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_paste(linkButton(tr("Paste request"))),
      m_scroll(panelArea())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    m_rows->setSpacing(2);
    auto *message = new QHBoxLayout;
    message->setSpacing(2);
    addLink(*message, tr("Edit header fields"), HeadersPanel);
    addLink(*message, tr("Edit body"), BodyPanel);
    addLink(*message, tr("User name, password, token"), SignInPanelNumber);
    auto *how = new QHBoxLayout;
    how->setSpacing(2);
    addLink(*how, tr("Cookies of the trace"), OptionsPanelNumber);
    addLink(*how, tr("Limit of redirects"), OptionsPanelNumber);
    addLink(*how, tr("Verification of TLS certificates"), OptionsPanelNumber);
    how->addStretch();
    how->addWidget(m_paste);
    m_paste->setToolTip(tr("A curl command or a raw HTTP request from the clipboard (Ctrl+Shift+V)"));
    connect(m_paste, &QToolButton::clicked, this, &RequestOptions::pasteRequested);
    m_rows->addLayout(message);
    m_rows->addLayout(how, 1);
    layout->addLayout(m_rows);
    layout->addWidget(m_scroll);
    setRequest({});
}

QWidget *RequestOptions::headersPanel()
{
    m_headers = new PairEditor(tr("Header fields"), requestFieldNames(), false);
    connect(m_headers, &PairEditor::changed, this, [this] {
        m_fields = m_headers->pairs();
        refresh();
    });
    return m_headers;
}

QWidget *RequestOptions::bodyPanel()
{
    m_body = new BodyEditor;
    connect(m_body, &BodyEditor::changed, this, [this] {
        m_draft = m_body->draft();
        refresh();
    });
    return m_body;
}

QWidget *RequestOptions::signInPanel()
{
    m_signIn = new SignInPanel;
    connect(m_signIn, &SignInPanel::changed, this, [this] {
        m_signIn->applyTo(m_request);
        refresh();
    });
    connect(m_signIn, &SignInPanel::bearerWanted, this, [this](const QString &token) {
        m_fields.removeIf([](const Pair &field) {
            return field.name.trimmed().compare("Authorization"_L1, Qt::CaseInsensitive) == 0;
        });
        m_fields.append({.name = u"Authorization"_s, .value = u"Bearer "_s + token});
        fillPanels();
    });
    return m_signIn;
}

QWidget *RequestOptions::optionsPanel()
{
    m_options = new OptionsPanel;
    connect(m_options, &OptionsPanel::changed, this, [this] {
        m_options->applyTo(m_request);
        refresh();
    });
    return m_options;
}

void RequestOptions::addLink(QLayout &row, const QString &accessibleName, Panel panel)
{
    QToolButton *link = linkButton({});
    link->setObjectName(u"disclosure"_s);
    link->setCheckable(true);
    link->setAccessibleDescription(accessibleName);
    m_links.append(link);
    row.addWidget(link);
    connect(link, &QToolButton::clicked, this, [this, link, panel] { open(link, panel); });
}

void RequestOptions::open(const QToolButton *link, Panel panel)
{
    const bool opens = link->isChecked();
    for (QToolButton *other : std::as_const(m_links))
        other->setChecked(opens && other == link);
    if (opens && !m_panels[panel]) {
        m_panels[panel] = createPanel(panel);
        m_scroll->widget()->layout()->addWidget(m_panels[panel]);
        fillPanels();
    }
    for (QWidget *other : m_panels) {
        if (other)
            other->setVisible(opens && other == m_panels[panel]);
    }
    m_scroll->setVisible(opens);
    fitPanel();
    if (opens)
        focusOf(m_links.indexOf(link))->setFocus();
}

void RequestOptions::setPanelRoom(int room)
{
    m_panelRoom = room;
    fitPanel();
}

int RequestOptions::closedHeight() const
{
    return layout()->itemAt(0)->sizeHint().height() + layout()->spacing();
}

void RequestOptions::fitPanel()
{
    if (m_scroll->isHidden())
        return;
    QWidget *content = m_scroll->widget();
    content->layout()->activate();
    const int wanted = content->sizeHint().height();
    const bool wide = content->minimumSizeHint().width() > width();
    const int bar = wide ? m_scroll->horizontalScrollBar()->sizeHint().height() : 0;
    m_scroll->setFixedHeight(std::min(wanted + bar, std::max(m_panelRoom, kLeastLines * fontMetrics().lineSpacing())));
}

/// Two rows of links where one has no room.
void RequestOptions::arrangeLinks()
{
    const auto widthFrom = [this](int first) {
        const int paste = m_paste->sizeHint().width() + m_rows->spacing();
        return std::accumulate(m_links.begin() + first, m_links.end(), paste, [&](int sum, const QToolButton *link) {
            return sum + link->sizeHint().width() + m_rows->spacing();
        });
    };
    const bool narrow = width() < widthFrom(0);
    m_rows->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    // What has no room in the second row either is still in the menu.
    m_paste->setVisible(width() >= widthFrom(OptionsPanelNumber));
    for (int row = 0; row < m_rows->count(); ++row)
        m_rows->itemAt(row)->setAlignment(narrow ? Qt::AlignLeft : Qt::Alignment());
}

bool RequestOptions::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        arrangeLinks();
    // A panel asks for another height, with another kind of body for example.
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        fitPanel();
    return done;
}

QWidget *RequestOptions::createPanel(Panel panel)
{
    switch (panel) {
    case HeadersPanel:
        return headersPanel();
    case BodyPanel:
        return bodyPanel();
    case SignInPanelNumber:
        return signInPanel();
    default:
        return optionsPanel();
    }
}

QWidget *RequestOptions::focusOf(qsizetype link) const
{
    if (link <= BodyPanel)
        return m_panels[link];
    if (link == SignInPanelNumber)
        return m_signIn->user();
    QWidget *const widgets[] = {m_options->cookies(), m_options->maxHops(), m_options->verify()};
    return widgets[link - OptionsPanelNumber];
}

QString RequestOptions::contentType() const
{
    for (const Pair &field : m_fields) {
        if (field.on && isContentType(field))
            return field.value.trimmed();
    }
    return {};
}

void RequestOptions::refresh()
{
    const qint64 size = sizeOf(m_draft);
    const QString inHeaders = contentType();
    const QString type = inHeaders.isEmpty() ? typeOf(m_draft) : inHeaders;
    const int limit = m_client ? hopLimit(*m_client, m_request.maxHops) : m_request.maxHops;
    const QString texts[] = {
        tr("Headers %1").arg(std::count_if(m_fields.begin(), m_fields.end(), isSent)),
        m_draft.mode == BodyDraft::None ? tr("No body")
        : type.isEmpty()                ? tr("Body %1").arg(sizeText(size))
                                        : tr("Body %1 · %2").arg(sizeText(size), type.section(u';', 0, 0)),
        m_request.userPassword.isEmpty()
            ? tr("No sign-in")
            : tr("Sign-in %1").arg(QString::fromUtf8(m_request.userPassword.split(':').constFirst())),
        m_request.cookies ? tr("Cookies on") : tr("Cookies off"),
        limit < 0 ? tr("No redirect limit") : tr("At most %1 redirects").arg(limit),
        m_request.insecure ? tr("TLS not verified") : tr("TLS verified"),
    };
    for (qsizetype i = 0; i < m_links.size(); ++i) {
        m_links[i]->setText(texts[i]);
        m_links[i]->setAccessibleName(u"%1: %2"_s.arg(m_links[i]->accessibleDescription(), texts[i]));
    }
    if (m_body)
        m_body->setTypeInHeaders(inHeaders);
}

void RequestOptions::fillPanels()
{
    if (m_headers)
        m_headers->setPairs(m_fields);
    if (m_body && m_body->draft() != m_draft)
        m_body->setDraft(m_draft);
    if (m_signIn)
        m_signIn->setRequest(m_request);
    if (m_options)
        m_options->setRequest(m_request);
    refresh();
}

void RequestOptions::setClient(const ClientPointer &client)
{
    m_client = client;
    refresh();
}

Result<TraceRequest> RequestOptions::applyTo(const TraceRequest &request) const
{
    TraceRequest all = m_request;
    all.method = request.method;
    all.url = request.url;
    all.client = request.client;
    all.headers = {};
    for (const Pair &field : m_fields) {
        if (!isSent(field))
            continue;
        const Result<Header> header = parseHeaderLine(field.name.trimmed() + u": "_s + field.value);
        if (!header)
            return Result<TraceRequest>::failure(header.error);
        all.headers.append(header->name, header->value);
    }
    QByteArray type;
    const Result<RequestContent> content = contentOf(m_draft, type);
    if (!content)
        return Result<TraceRequest>::failure(content.error);
    all.content = *content;
    // Another boundary than the body's would make it unreadable.
    const bool ownBoundary = m_draft.mode == BodyDraft::Multipart && isMultipart(contentType());
    all.addedFields.removeIf(
        [&](const QByteArray &name) { return all.headers.all(name) != m_request.headers.all(name); });
    if (!all.content.isEmpty() && !type.isEmpty() && (contentType().isEmpty() || ownBoundary)) {
        all.headers.set("Content-Type", type);
        if (isAddedByClient(m_draft.mode) && m_draft.type.isNull())
            all.addedFields.append("Content-Type");
    }
    return all;
}

void RequestOptions::setRequest(const TraceRequest &request)
{
    m_request = request;
    m_request.step = false;
    m_fields.clear();
    for (const Header &header : request.headers.fields)
        m_fields.append({.name = QString::fromUtf8(header.name), .value = QString::fromUtf8(header.value)});
    setDraft(draftOf(request.content, request.headers.first("Content-Type").value_or(QByteArray())));
}

void RequestOptions::setPasted(const PastedRequest &pasted, const TraceRequest &request)
{
    setRequest(request);
    if (pasted.form.isEmpty())
        return;
    m_draft = draftOf(pasted.form);
    fillPanels();
}

/// The Content-Type that goes with the draft is the body panel's, if it stands at the end anyway.
void RequestOptions::setDraft(const BodyDraft &draft)
{
    m_draft = draft;
    if (draft.mode != BodyDraft::None) {
        const QString inHeaders = contentType();
        // A form's type that the user gave stays a field of the user's.
        const bool isGiven = isAddedByClient(draft.mode) && !m_request.addedFields.contains("Content-Type");
        const bool isLast = !isGiven && !m_fields.isEmpty() && isContentType(m_fields.constLast());
        if (inHeaders.isEmpty())
            m_draft.type = u""_s; // sent without one
        else if (isLast &&
                 (inHeaders == typeOf(draft.mode) || (draft.mode == BodyDraft::Multipart && isMultipart(inHeaders))))
            m_fields.removeLast();
    }
    fillPanels();
}

} // namespace hopscope
