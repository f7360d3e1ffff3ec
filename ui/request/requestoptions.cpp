// SPDX-License-Identifier: MIT
#include "ui/request/requestoptions.h"

#include "ui/look/flowlayout.h"
#include "ui/look/widgets.h"
#include "ui/request/bodyeditor.h"
#include "ui/request/fieldnames.h"
#include "ui/request/linktexts.h"
#include "ui/request/optionspanel.h"
#include "ui/request/paireditor.h"
#include "ui/request/signinpanel.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// A panel shows at least so many lines of text.
constexpr int kLeastLines = 6;
/// But no more than this part of the window, where text is large.
constexpr int kLeastShare = 4;
constexpr int kLinkGap = 2;

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
    : QWidget(parent), m_linkArea(new QWidget), m_paste(linkButton(tr("Paste request"))), m_scroll(panelArea())
{
    new FlowLayout(m_linkArea, kLinkGap);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    m_linkArea->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_links = {link(tr("Edit header fields"), HeadersPanel),
               link(tr("Edit body"), BodyPanel),
               link(tr("Sign-in"), SignInPanelNumber),
               link(tr("Cookies of the trace"), OptionsPanelNumber),
               link(tr("Limit of redirects"), OptionsPanelNumber),
               link(tr("Verification of TLS certificates"), OptionsPanelNumber),
               link(tr("All options"), OptionsPanelNumber),
               link(tr("Expectations of the chain"), OptionsPanelNumber)};
    m_paste->setToolTip(tr("A curl command or a raw HTTP request from the clipboard (Ctrl+Shift+V)"));
    connect(m_paste, &QToolButton::clicked, this, &RequestOptions::pasteRequested);
    auto *row = new QHBoxLayout;
    row->setSpacing(2);
    row->addWidget(m_linkArea, 1);
    row->addWidget(m_paste, 0, Qt::AlignTop);
    layout->addLayout(row);
    layout->addWidget(m_scroll);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { reveal(now); });
    setRequest({});
}

RequestOptions::~RequestOptions()
{
    // The part that has the focus goes after this, and tells that it has lost it.
    disconnect(qApp, nullptr, this, nullptr);
}

QWidget *RequestOptions::headersPanel()
{
    m_headers = new PairEditor(tr("Header fields"), requestFieldNames(), false);
    connect(m_headers, &PairEditor::changed, this, [this] {
        m_fields = m_headers->pairs();
        if (m_signIn)
            m_signIn->setSignIn(signIn());
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
    m_signIn->setSession(m_session);
    connect(m_signIn, &SignInPanel::changed, this, [this] { setSignIn(m_signIn->signIn()); });
    return m_signIn;
}

QWidget *RequestOptions::optionsPanel()
{
    m_options = new OptionsPanel;
    connect(m_options, &OptionsPanel::changed, this, [this] {
        m_optionsError = m_options->applyTo(m_request);
        refresh();
    });
    return m_options;
}

QToolButton *RequestOptions::link(const QString &accessibleName, Panel panel)
{
    QToolButton *link = linkButton({});
    link->setObjectName(u"disclosure"_s);
    link->setCheckable(true);
    link->setAccessibleDescription(accessibleName);
    m_linkArea->layout()->addWidget(link);
    connect(link, &QToolButton::clicked, this, [this, link, panel] { open(link, panel); });
    return link;
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
    if (!opens)
        return;
    QWidget *field = focusOf(m_links.indexOf(link));
    field->setFocus();
    // When the panel has its place.
    QMetaObject::invokeMethod(
        field, [this, field] { reveal(field); }, Qt::QueuedConnection);
}

/// All of what has the focus is seen, not only its cursor.
void RequestOptions::reveal(const QWidget *focus)
{
    QWidget *content = m_scroll->widget();
    if (!focus || !content->isAncestorOf(focus))
        return;
    const QRect place(focus->mapTo(content, QPoint()), focus->size());
    m_scroll->ensureVisible(place.center().x(), place.center().y(), place.width() / 2, place.height() / 2 + 1);
}

void RequestOptions::setPanelRoom(int room)
{
    m_panelRoom = room;
    fitPanel();
}

int RequestOptions::closedHeight() const
{
    return m_linkArea->heightForWidth(m_linkArea->width()) + layout()->spacing();
}

void RequestOptions::fitPanel()
{
    if (m_scroll->isHidden())
        return;
    QWidget *content = m_scroll->widget();
    content->layout()->activate();
    const int narrowest = content->minimumSizeHint().width();
    const bool wide = narrowest > width();
    const int wanted = content->hasHeightForWidth() ? content->heightForWidth(std::max(width(), narrowest))
                                                    : content->sizeHint().height();
    const int bar = wide ? m_scroll->horizontalScrollBar()->sizeHint().height() : 0;
    const int least = std::min(kLeastLines * fontMetrics().lineSpacing(), window()->height() / kLeastShare);
    m_scroll->setFixedHeight(std::min(wanted + bar, std::max(m_panelRoom, least)));
}

/// Where the links take more than a row, what the menu has, too, leaves them the room.
void RequestOptions::arrangeLinks()
{
    m_linkArea->setMinimumHeight(m_linkArea->heightForWidth(std::max(1, m_linkArea->width())));
    m_paste->setVisible(width() >= m_linkArea->sizeHint().width() + m_paste->sizeHint().width());
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
        return m_signIn->firstField();
    constexpr QStringView fields[] = {u"no-cookies", u"max-hops", u"insecure", u"insecure", u"expect"};
    return m_options->field(fields[link - OptionsPanelNumber]);
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
    const QString inHeaders = contentType();
    const QStringList texts =
        linkTexts({m_fields, m_draft, inHeaders, m_request, m_client, signIn(), !m_optionsError.isEmpty()});
    for (qsizetype i = 0; i < m_links.size(); ++i) {
        m_links[i]->setText(texts[i]);
        m_links[i]->setAccessibleName(u"%1: %2"_s.arg(m_links[i]->accessibleDescription(), texts[i]));
    }
    markWarning(m_links[OptionsPanelNumber + 2], m_request.insecure);
    if (m_signIn)
        m_signIn->setComplaint(signInComplaint());
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
        m_signIn->setSignIn(signIn());
    if (m_options)
        m_options->setRequest(m_request);
    m_optionsError.clear();
    refresh();
}

void RequestOptions::setClient(const ClientPointer &client)
{
    m_client = client;
    refresh();
}

Result<TraceRequest> RequestOptions::applyTo(const TraceRequest &request) const
{
    for (const QString &complaint : {m_optionsError, signInComplaint()}) {
        if (!complaint.isEmpty())
            return Result<TraceRequest>::failure(complaint);
    }
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
    m_fromSession = false;
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
