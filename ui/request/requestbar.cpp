// SPDX-License-Identifier: MIT
#include "ui/request/requestbar.h"

#include "formats/paste/pastedrequest.h"
#include "net/pastedtrace.h"
#include "paint/chainpainter.h"
#include "ui/look/widgets.h"
#include "ui/request/clientbox.h"
#include "ui/request/clientstore.h"
#include "ui/request/requestoptions.h"
#include "ui/request/urledit.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <utility>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Characters of a URL that have to be seen at least.
constexpr int kLeastUrl = 34;
constexpr int kMethodWidth = 104;
constexpr int kTraceWidth = 84;
constexpr int kLeastClient = 10; ///< characters, where large text leaves no room for more

} // namespace

QComboBox *methodBox()
{
    auto *box = new ComboBox(QCoreApplication::translate("ui", "Method"), true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->addItems({u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s, u"HEAD"_s, u"OPTIONS"_s});
    makeBold(box->lineEdit());
    box->setMinimumWidth(kMethodWidth);
    box->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return box;
}

ClientBox *clientBox()
{
    auto *box = new ClientBox(QCoreApplication::translate("ui", "Client to imitate"),
                              QCoreApplication::translate("ui", "Client: %1"));
    box->setMinimumContentsLength(20);
    return box;
}

RequestBar::RequestBar(QWidget *parent)
    : QWidget(parent),
      m_row(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_method(methodBox()),
      m_url(new UrlEdit),
      m_client(clientBox()),
      m_trace(new QPushButton(tr("Trace"))),
      m_step(new QPushButton(tr("Step"))),
      m_rest(pushButton(tr("Run the &rest"), tr("Send all remaining requests without stopping (Ctrl+F10)"))),
      m_options(new RequestOptions),
      m_error(new QLabel),
      m_note(new QLabel),
      m_offer(new OfferLine)
{
    setObjectName(u"bar"_s);
    setAttribute(Qt::WA_StyledBackground);
    keepMono(m_url);
    m_url->setAccessibleName(tr("URL to request"));
    m_url->setPlaceholderText(tr("URL to trace, with or without https://"));
    makeBold(m_trace);
    m_trace->setAccessibleName(tr("Trace"));
    m_trace->setMinimumWidth(kTraceWidth);
    m_step->setAccessibleName(tr("Step"));
    m_step->setToolTip(tr("Send one request at a time and see each decision before it is carried out (F10)"));
    m_error->setForegroundRole(QPalette::BrightText);
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setAccessibleName(tr("What is wrong with the request"));
    m_error->hide();
    makeMuted(m_note);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->setAccessibleName(tr("What was pasted"));
    m_note->hide();

    auto *what = new QHBoxLayout;
    what->setSpacing(8);
    what->addWidget(m_method);
    what->addWidget(m_url, 1);
    auto *how = new QHBoxLayout;
    how->setSpacing(8);
    how->addWidget(m_client, 1);
    how->addWidget(m_trace);
    how->addWidget(m_step);
    how->addWidget(m_rest);
    m_rest->hide();
    m_row->setSpacing(8);
    m_row->addLayout(what, 1);
    m_row->addLayout(how);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 6);
    layout->setSpacing(4);
    layout->addLayout(m_row);
    layout->addWidget(m_options);
    layout->addWidget(m_note);
    layout->addWidget(m_offer);
    layout->addWidget(m_error);

    const auto showLimit = [this] { m_options->setClient(knownClients().find(m_client->client())); };
    connect(m_client, &QComboBox::currentIndexChanged, this, showLimit);
    showLimit();
    connect(m_url, &QLineEdit::returnPressed, this, [this] { start(false); });
    connect(m_trace, &QPushButton::clicked, this, &RequestBar::trace);
    connect(m_step, &QPushButton::clicked, this, &RequestBar::step);
    connect(m_rest, &QPushButton::clicked, this, &RequestBar::restRequested);
    connect(m_url, &QLineEdit::textEdited, this, [this] {
        setInputError({});
        // What the sample brought along would otherwise go to a host that it is not meant for.
        const QUrl typed(m_url->text().trimmed());
        if (m_afterSample && (typed.host() != m_sampleUrl.host() || typed.port() != m_sampleUrl.port())) {
            TraceRequest fresh = *std::exchange(m_afterSample, std::nullopt);
            fresh.client = m_client->client();
            m_method->setCurrentText(QString::fromLatin1(fresh.method));
            m_options->setRequest(fresh);
            m_note->setText(tr("A new request: method, fields and body of the demo are left out."));
            m_note->show();
        }
        m_offer->withdraw();
        m_guess = {};
        m_doubt.clear(); // another request; what was said about this one stays to be read
    });
    connect(m_url, &QLineEdit::textChanged, this, &RequestBar::showSession);
    showSession();
    connect(m_url, &UrlEdit::requestPasted, this, &RequestBar::paste);
    connect(m_options, &RequestOptions::pasteRequested, this, &RequestBar::pasteRequested);
    setRunState(RunState::Idle);
}

void RequestBar::arrange()
{
    const QMargins margins = layout()->contentsMargins();
    // A minimum that is set counts more than what the text needs.
    m_trace->setMinimumWidth(std::max(kTraceWidth, m_trace->sizeHint().width()));
    m_client->setMinimumWidth(kLeastClient * m_client->fontMetrics().averageCharWidth());
    const int url = kLeastUrl * m_url->fontMetrics().averageCharWidth();
    const int how = m_row->itemAt(1)->sizeHint().width();
    const int wanted =
        margins.left() + margins.right() + m_method->sizeHint().width() + url + how + 2 * m_row->spacing();
    m_row->setDirection(width() < wanted ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void RequestBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void RequestBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        arrange();
}

void RequestBar::setRoom(int height)
{
    const int others = sizeHint().height() - m_options->sizeHint().height();
    m_options->setPanelRoom(height - others - m_options->closedHeight());
}

bool RequestBar::isEmpty() const
{
    return m_url->text().trimmed().isEmpty();
}

void RequestBar::setSample(const std::optional<TraceRequest> &after)
{
    m_afterSample = after;
    m_sampleUrl = QUrl(m_url->text().trimmed());
}

void RequestBar::setRequest(const TraceRequest &request)
{
    // What stands here already stays as it was written: rows that are switched off, forms, notes.
    TraceRequest wanted = request;
    wanted.step = false;
    if (const Result<TraceRequest> now = this->request(); now && *now == wanted) {
        setInputError({});
        m_offer->withdraw();
        return;
    }
    fill(request);
    m_options->setRequest(request);
}

bool RequestBar::paste(const QString &text)
{
    const Result<PastedRequest> pasted = parsePasted(text);
    TraceRequest base;
    base.client = m_client->client();
    // The parts of a form, and their files, stay what they are until the request is sent.
    PastedRequest withoutForm = pasted ? *pasted : PastedRequest();
    withoutForm.form.clear();
    const Result<TraceRequest> request =
        pasted ? traceRequestOf(withoutForm, base) : Result<TraceRequest>::failure(pasted.error);
    if (!request) {
        setInputError(request.error);
        return false;
    }
    fill(*request);
    m_options->setPasted(*pasted, *request);
    QString said = pasted->notes.isEmpty()
                       ? tr("Filled in from the clipboard.")
                       : tr("Filled in from the clipboard. Note: %1.").arg(pasted->notes.join(u"; "_s));
    if (!pasted->follows)
        said += u' ' + tr("Without -L curl itself would not follow redirects; Hopscope does.");
    m_note->setText(said);
    m_note->show();
    offerClients(*pasted);
    return true;
}

void RequestBar::fill(const TraceRequest &request)
{
    setDoubt({});
    m_offer->withdraw();
    m_guess = {};
    m_held.clear();
    m_method->setCurrentText(QString::fromLatin1(request.method));
    m_url->setText(request.url);
    m_url->setCursorPosition(0);
    // Who is in the field and types replaces what was filled in; its start is seen.
    if (m_url->hasFocus())
        m_url->setSelection(int(request.url.size()), -int(request.url.size()));
    m_client->setClient(request.client);
    setInputError({});
}

void RequestBar::setDoubt(const QString &doubt)
{
    m_doubt = doubt;
    m_note->setText(doubt);
    m_note->setVisible(!doubt.isEmpty());
}

bool RequestBar::confirm(const TraceRequest &request)
{
    const QList<MarkedPart> parts = markedParts(request);
    const bool hasNewMarks = !parts.isEmpty() && parts != m_held;
    if (m_doubt.isEmpty() && !hasNewMarks)
        return true;
    QStringList said;
    if (!m_doubt.isEmpty())
        said.append(m_doubt);
    if (hasNewMarks)
        said.append(marksText(parts, tr("Trace or Step")));
    else
        said.append(tr("Press Trace or Step again to send it."));
    m_held = parts;
    setDoubt({});
    setInputError(said.join(u' '));
    return false;
}

void RequestBar::setRunState(RunState state)
{
    m_state = state;
    const bool idle = state == RunState::Idle;
    m_trace->setText(idle ? tr("Trace") : tr("Cancel"));
    m_trace->setAccessibleName(m_trace->text());
    m_trace->setToolTip(idle ? tr("Send the request and follow its redirects (Ctrl+Return)")
                             : tr("Stop here and keep what was traced (Esc)"));
    m_step->setEnabled(state != RunState::Running);
    // Who goes step by step wants the next step.
    const bool paused = state == RunState::Paused;
    m_rest->setVisible(paused);
    m_trace->setObjectName(paused ? QString() : u"primary"_s);
    m_step->setObjectName(paused ? u"primary"_s : QString());
    for (QPushButton *button : {m_trace, m_step})
        button->update();
    arrange();
}

void RequestBar::setInputError(const QString &error)
{
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
}

void RequestBar::focusUrl()
{
    m_url->setFocus(Qt::ShortcutFocusReason);
    m_url->selectAll();
}

void RequestBar::trace()
{
    if (m_state == RunState::Idle)
        start(false);
    else
        Q_EMIT cancelRequested();
}

void RequestBar::step()
{
    if (m_state == RunState::Idle)
        start(true);
    else if (m_state == RunState::Paused)
        Q_EMIT stepRequested();
}

Result<TraceRequest> RequestBar::request() const
{
    TraceRequest typed;
    typed.method = m_method->currentText().trimmed().toUtf8();
    const Result<CompletedUrl> url = completedUrl(m_url->text());
    typed.url = url ? url->url : m_url->text().trimmed();
    typed.client = m_client->client();
    Result<TraceRequest> wanted = m_options->applyTo(typed);
    if (wanted)
        (*wanted).ownClient = knownClients().find(typed.client);
    return wanted;
}

void RequestBar::start(bool inSteps)
{
    if (m_state != RunState::Idle)
        return;
    if (looksPasted(m_url->text()) && !paste(m_url->text())) {
        Q_EMIT refused();
        return;
    }
    const Result<CompletedUrl> url = completedUrl(m_url->text());
    Result<TraceRequest> wanted = request();
    for (const QString &error : {url.error, m_client->complaint(), wanted.error}) {
        setInputError(error);
        if (!error.isEmpty()) {
            Q_EMIT refused();
            return;
        }
    }
    // What is sent is what stands there.
    if (url->isGuess())
        m_url->setText(url->url);
    const CompletedUrl guess = url->isGuess() || url->url != m_guess.url ? *url : m_guess;
    (*wanted).step = inSteps;
    m_url->remember();
    m_offer->withdraw();
    Q_EMIT traceRequested(*wanted);
    m_guess = guess;
    if (url->isGuess())
        m_offer->say(url->note);
}

} // namespace hopscope
