// SPDX-License-Identifier: MIT
#include "ui/requestoptions.h"

#include "paint/chainpainter.h"
#include "ui/widgets.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kPanelHeight = 92;
constexpr int kMaxHops = 1000;
constexpr int kMaxSeconds = 3600;
constexpr QLatin1StringView kDefaultType = "application/json"_L1;

QPlainTextEdit *editor(const QString &name, const QString &placeholder)
{
    auto *edit = new QPlainTextEdit;
    edit->setFont(monoFont(edit->font()));
    edit->setAccessibleName(name);
    edit->setPlaceholderText(placeholder);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(kPanelHeight);
    return edit;
}

QSpinBox *spinBox(const QString &name, int minimum, int maximum, const QString &suffix)
{
    auto *box = new QSpinBox;
    box->setAccessibleName(name);
    box->setRange(minimum, maximum);
    box->setSuffix(suffix);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    return box;
}

} // namespace

RequestOptions::RequestOptions(QWidget *parent) : QWidget(parent), m_typeText(QString(kDefaultType))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto *row = new QHBoxLayout;
    row->setSpacing(2);
    addLink(*row, tr("Edit header fields"), HeadersPanel);
    addLink(*row, tr("Edit body"), BodyPanel);
    addLink(*row, tr("Cookies of the trace"), OptionsPanel);
    addLink(*row, tr("Limit of redirects"), OptionsPanel);
    addLink(*row, tr("Verification of TLS certificates"), OptionsPanel);
    row->addStretch();
    layout->addLayout(row);
    setRequest({});
}

QWidget *RequestOptions::headersPanel()
{
    m_headers =
        editor(tr("Header fields, one on each line"), tr("One field on each line, for example\nAccept: text/html"));
    connect(m_headers, &QPlainTextEdit::textChanged, this, [this] {
        m_headersText = m_headers->toPlainText();
        refresh();
    });
    return m_headers;
}

QWidget *RequestOptions::bodyPanel()
{
    auto *panel = new QWidget;
    m_body = editor(tr("Body"), tr("Text to send as the body"));
    m_type = new ComboBox(tr("Content-Type of the body"), true);
    m_type->addItems({QString(kDefaultType), u"application/x-www-form-urlencoded"_s, u"text/plain; charset=utf-8"_s,
                      u"application/octet-stream"_s, QString()});
    m_fileName = new QLabel;
    makeMuted(m_fileName);
    auto *fromFile = new QPushButton(tr("From &file…"));
    fromFile->setAccessibleName(tr("Send a file as the body"));
    auto *noFile = new QPushButton(tr("Type the body"));
    noFile->setAccessibleName(tr("Send typed text instead of the file"));
    m_noFile = noFile;

    auto *row = new QHBoxLayout;
    auto *label = new QLabel(tr("Content-&Type"));
    label->setBuddy(m_type);
    row->addWidget(label);
    row->addWidget(m_type);
    row->addWidget(fromFile);
    row->addWidget(noFile);
    row->addWidget(m_fileName, 1);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_body);
    layout->addLayout(row);
    connect(m_body, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_filling)
            m_request.content.bytes = m_body->toPlainText().toUtf8();
        refresh();
    });
    connect(m_type, &QComboBox::currentTextChanged, this, [this](const QString &type) {
        m_typeText = type;
        refresh();
    });
    connect(fromFile, &QPushButton::clicked, this, &RequestOptions::chooseFile);
    connect(noFile, &QPushButton::clicked, this, [this] {
        m_request.content.file.clear();
        refresh();
    });
    return panel;
}

QWidget *RequestOptions::optionsPanel()
{
    auto *panel = new QWidget;
    m_cookies = new QCheckBox(tr("&Keep cookies during the trace"));
    m_cookies->setAccessibleName(tr("Keep cookies during the trace"));
    m_verify = new QCheckBox(tr("Verify TLS &certificates"));
    m_verify->setAccessibleName(tr("Verify TLS certificates"));
    m_maxHops = spinBox(tr("Redirects to follow at most"), -1, kMaxHops, {});
    m_maxHops->setSpecialValueText(tr("as the client"));
    m_seconds = spinBox(tr("Time limit of the trace in seconds"), 1, kMaxSeconds, tr(" s"));

    auto *layout = new QHBoxLayout(panel);
    layout->setContentsMargins(6, 2, 0, 2);
    layout->setSpacing(10);
    layout->addWidget(m_cookies);
    layout->addWidget(m_verify);
    for (const auto &[text, box] : {std::pair{tr("&Redirects at most"), m_maxHops}, {tr("Time &limit"), m_seconds}}) {
        auto *label = new QLabel(text);
        label->setBuddy(box);
        layout->addWidget(label);
        layout->addWidget(box);
    }
    layout->addStretch();
    connect(m_cookies, &QCheckBox::toggled, this, [this](bool on) {
        m_request.cookies = on;
        refresh();
    });
    connect(m_verify, &QCheckBox::toggled, this, [this](bool on) {
        m_request.insecure = !on;
        refresh();
    });
    connect(m_maxHops, &QSpinBox::valueChanged, this, [this](int count) {
        m_request.maxHops = count;
        refresh();
    });
    connect(m_seconds, &QSpinBox::valueChanged, this, [this](int seconds) {
        if (!m_filling)
            m_request.timeoutMs = seconds * 1000;
    });
    return panel;
}

void RequestOptions::addLink(QLayout &row, const QString &accessibleName, Panel panel)
{
    auto *link = new QToolButton;
    link->setObjectName(u"disclosure"_s);
    link->setCheckable(true);
    link->setCursor(Qt::PointingHandCursor);
    link->setFocusPolicy(Qt::StrongFocus);
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
        layout()->addWidget(m_panels[panel]);
        fillPanels();
    }
    for (QWidget *other : m_panels) {
        if (other)
            other->setVisible(opens && other == m_panels[panel]);
    }
    if (opens)
        focusOf(m_links.indexOf(link))->setFocus();
}

QWidget *RequestOptions::createPanel(Panel panel)
{
    switch (panel) {
    case HeadersPanel:
        return headersPanel();
    case BodyPanel:
        return bodyPanel();
    default:
        return optionsPanel();
    }
}

QWidget *RequestOptions::focusOf(qsizetype link) const
{
    QWidget *const widgets[] = {m_headers, m_body, m_cookies, m_maxHops, m_verify};
    return widgets[link];
}

void RequestOptions::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("File to send as the body"));
    if (path.isEmpty())
        return;
    m_request.content.file = path;
    refresh();
}

QString RequestOptions::contentType() const
{
    const QStringList lines = m_headersText.split(u'\n');
    for (const QString &line : lines) {
        if (line.section(u':', 0, 0).trimmed().compare("content-type"_L1, Qt::CaseInsensitive) == 0)
            return line.section(u':', 1).trimmed();
    }
    return {};
}

void RequestOptions::refresh()
{
    const QStringList lines = m_headersText.split(u'\n');
    const auto isFilled = [](const QString &line) { return !line.trimmed().isEmpty(); };
    const QString file = m_request.content.file;
    const bool hasFile = !file.isEmpty();
    const qint64 size = hasFile ? QFileInfo(file).size() : m_request.content.bytes.size();
    const QString inHeaders = contentType();
    const QString type = inHeaders.isEmpty() ? m_typeText : inHeaders;
    const int limit = m_request.maxHops < 0 ? m_clientLimit : m_request.maxHops;
    const QString texts[] = {
        tr("Headers %1").arg(std::count_if(lines.begin(), lines.end(), isFilled)),
        size == 0 && !hasFile ? tr("No body")
        : type.isEmpty()      ? tr("Body %1").arg(sizeText(size))
                              : tr("Body %1 · %2").arg(sizeText(size), type),
        m_request.cookies ? tr("Cookies on") : tr("Cookies off"),
        limit < 0 ? tr("No redirect limit") : tr("At most %1 redirects").arg(limit),
        m_request.insecure ? tr("TLS not verified") : tr("TLS verified"),
    };
    for (qsizetype i = 0; i < m_links.size(); ++i) {
        m_links[i]->setText(texts[i]);
        m_links[i]->setAccessibleName(u"%1: %2"_s.arg(m_links[i]->accessibleDescription(), texts[i]));
    }
    if (!m_panels[BodyPanel])
        return;
    m_type->setEnabled(inHeaders.isEmpty());
    m_type->setToolTip(inHeaders.isEmpty() ? QString() : tr("Headers have a Content-Type already."));
    m_body->setEnabled(!hasFile);
    m_noFile->setVisible(hasFile);
    m_fileName->setText(hasFile ? QFileInfo(file).fileName() : QString());
    m_fileName->setToolTip(file.toHtmlEscaped());
}

void RequestOptions::fillPanels()
{
    m_filling = true;
    if (m_headers && m_headers->toPlainText() != m_headersText)
        m_headers->setPlainText(m_headersText);
    if (m_panels[BodyPanel]) {
        m_body->setPlainText(QString::fromUtf8(m_request.content.bytes));
        m_type->setCurrentText(m_typeText);
    }
    if (m_panels[OptionsPanel]) {
        m_cookies->setChecked(m_request.cookies);
        m_verify->setChecked(!m_request.insecure);
        m_maxHops->setValue(m_request.maxHops);
        m_seconds->setValue(std::max(1, m_request.timeoutMs / 1000));
    }
    m_filling = false;
    refresh();
}

void RequestOptions::setClientLimit(int limit)
{
    m_clientLimit = limit;
    refresh();
}

Result<TraceRequest> RequestOptions::applyTo(TraceRequest request) const
{
    TraceRequest all = m_request;
    all.method = request.method;
    all.url = request.url;
    all.client = request.client;
    all.headers = {};
    const QStringList lines = m_headersText.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (line.trimmed().isEmpty())
            continue;
        const Result<Header> header = parseHeaderLine(line);
        if (!header)
            return Result<TraceRequest>::failure(header.error);
        all.headers.append(header->name, header->value);
    }
    if (!all.content.file.isEmpty())
        all.content.bytes.clear();
    const QByteArray type = m_typeText.trimmed().toUtf8();
    if (!all.content.isEmpty() && !type.isEmpty() && !all.headers.contains("Content-Type"))
        all.headers.append("Content-Type", type);
    return all;
}

void RequestOptions::setRequest(const TraceRequest &request)
{
    m_request = request;
    m_request.step = false;
    QStringList lines;
    for (const Header &header : request.headers.fields)
        lines.append(u"%1: %2"_s.arg(QString::fromUtf8(header.name), QString::fromUtf8(header.value)));
    m_headersText = lines.join(u'\n');
    fillPanels();
}

} // namespace hopscope
