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

RequestOptions::RequestOptions(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    QWidget *headers = headersPanel();
    QWidget *body = bodyPanel();
    QWidget *options = optionsPanel();
    m_headersLink = addLink(tr("Edit header fields"), headers, m_headers);
    m_bodyLink = addLink(tr("Edit body"), body, m_body);
    m_cookiesLink = addLink(tr("Cookies of the trace"), options, m_cookies);
    m_hopsLink = addLink(tr("Limit of redirects"), options, m_maxHops);
    m_tlsLink = addLink(tr("Verification of TLS certificates"), options, m_verify);

    auto *row = new QHBoxLayout;
    row->setSpacing(2);
    for (QToolButton *link : std::as_const(m_links))
        row->addWidget(link);
    row->addStretch();
    layout->addLayout(row);
    for (QWidget *panel : {headers, body, options}) {
        m_panels.append(panel);
        panel->hide();
        layout->addWidget(panel);
    }
    connect(m_headers, &QPlainTextEdit::textChanged, this, &RequestOptions::refresh);
    connect(m_body, &QPlainTextEdit::textChanged, this, &RequestOptions::refresh);
    connect(m_type, &QComboBox::currentTextChanged, this, &RequestOptions::refresh);
    connect(m_cookies, &QCheckBox::toggled, this, &RequestOptions::refresh);
    connect(m_verify, &QCheckBox::toggled, this, &RequestOptions::refresh);
    connect(m_maxHops, &QSpinBox::valueChanged, this, &RequestOptions::refresh);
    setRequest({});
}

QWidget *RequestOptions::headersPanel()
{
    m_headers =
        editor(tr("Header fields, one on each line"), tr("One field on each line, for example\nAccept: text/html"));
    return m_headers;
}

QWidget *RequestOptions::bodyPanel()
{
    auto *panel = new QWidget;
    m_body = editor(tr("Body"), tr("Text to send as the body"));
    m_type = new QComboBox;
    m_type->setEditable(true);
    setBoxName(m_type, tr("Content-Type of the body"));
    m_type->addItems({u"application/json"_s, u"application/x-www-form-urlencoded"_s, u"text/plain; charset=utf-8"_s,
                      u"application/octet-stream"_s, QString()});
    m_fileName = new QLabel;
    m_fileName->setObjectName(u"muted"_s);
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
    connect(fromFile, &QPushButton::clicked, this, &RequestOptions::chooseFile);
    connect(noFile, &QPushButton::clicked, this, [this] {
        m_file.clear();
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
    return panel;
}

QToolButton *RequestOptions::addLink(const QString &accessibleName, QWidget *panel, QWidget *focus)
{
    auto *link = new QToolButton;
    link->setObjectName(u"disclosure"_s);
    link->setCheckable(true);
    link->setCursor(Qt::PointingHandCursor);
    link->setFocusPolicy(Qt::StrongFocus);
    link->setAccessibleDescription(accessibleName);
    m_links.append(link);
    connect(link, &QToolButton::clicked, this, [this, link, panel, focus] { open(link, panel, focus); });
    return link;
}

void RequestOptions::open(const QToolButton *link, QWidget *panel, QWidget *focus)
{
    const bool opens = link->isChecked();
    for (QToolButton *other : std::as_const(m_links))
        other->setChecked(opens && other == link);
    for (QWidget *other : std::as_const(m_panels))
        other->setVisible(opens && other == panel);
    if (opens)
        focus->setFocus();
}

void RequestOptions::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("File to send as the body"));
    if (path.isEmpty())
        return;
    m_file = path;
    refresh();
}

QString RequestOptions::contentType() const
{
    const QStringList lines = m_headers->toPlainText().split(u'\n');
    for (const QString &line : lines) {
        if (line.section(u':', 0, 0).trimmed().compare("content-type"_L1, Qt::CaseInsensitive) == 0)
            return line.section(u':', 1).trimmed();
    }
    return {};
}

void RequestOptions::refresh()
{
    const QStringList lines = m_headers->toPlainText().split(u'\n');
    const auto isFilled = [](const QString &line) { return !line.trimmed().isEmpty(); };
    m_headersLink->setText(tr("Headers %1").arg(std::count_if(lines.begin(), lines.end(), isFilled)));

    const bool hasFile = !m_file.isEmpty();
    const qint64 size = hasFile ? QFileInfo(m_file).size() : m_body->toPlainText().toUtf8().size();
    const QString inHeaders = contentType();
    const QString type = inHeaders.isEmpty() ? m_type->currentText() : inHeaders;
    const bool empty = size == 0 && !hasFile;
    m_bodyLink->setText(
        empty ? tr("No body")
              : (type.isEmpty() ? tr("Body %1").arg(sizeText(size)) : tr("Body %1 · %2").arg(sizeText(size), type)));
    m_type->setEnabled(inHeaders.isEmpty());
    m_type->setToolTip(inHeaders.isEmpty() ? QString() : tr("Headers have a Content-Type already."));
    m_body->setEnabled(!hasFile);
    m_noFile->setVisible(hasFile);
    m_fileName->setText(hasFile ? QFileInfo(m_file).fileName() : QString());
    m_fileName->setToolTip(m_file.toHtmlEscaped());

    m_cookiesLink->setText(m_cookies->isChecked() ? tr("Cookies on") : tr("Cookies off"));
    const int limit = m_maxHops->value() < 0 ? m_clientLimit : m_maxHops->value();
    m_hopsLink->setText(limit < 0 ? tr("No redirect limit") : tr("At most %1 redirects").arg(limit));
    m_tlsLink->setText(m_verify->isChecked() ? tr("TLS verified") : tr("TLS not verified"));
    for (QToolButton *link : std::as_const(m_links))
        link->setAccessibleName(u"%1: %2"_s.arg(link->accessibleDescription(), link->text()));
}

void RequestOptions::setClientLimit(int limit)
{
    m_clientLimit = limit;
    refresh();
}

Result<TraceRequest> RequestOptions::applyTo(TraceRequest request) const
{
    const QByteArray method = request.method;
    const QString url = request.url;
    const QString client = request.client;
    request = m_base;
    request.method = method;
    request.url = url;
    request.client = client;
    request.headers = {};
    const QStringList lines = m_headers->toPlainText().split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (line.trimmed().isEmpty())
            continue;
        const Result<Header> header = parseHeaderLine(line);
        if (!header)
            return Result<TraceRequest>::failure(header.error);
        request.headers.append(header->name, header->value);
    }
    request.content = {.bytes = m_file.isEmpty() ? m_body->toPlainText().toUtf8() : QByteArray(), .file = m_file};
    const QByteArray type = m_type->currentText().trimmed().toUtf8();
    if (!request.content.isEmpty() && !type.isEmpty() && !request.headers.contains("Content-Type"))
        request.headers.append("Content-Type", type);
    request.cookies = m_cookies->isChecked();
    request.insecure = !m_verify->isChecked();
    request.maxHops = m_maxHops->value();
    request.timeoutMs = m_seconds->value() * 1000;
    return request;
}

void RequestOptions::setRequest(const TraceRequest &request)
{
    m_base = request;
    m_base.step = false;
    QStringList lines;
    for (const Header &header : request.headers.fields)
        lines.append(u"%1: %2"_s.arg(QString::fromUtf8(header.name), QString::fromUtf8(header.value)));
    m_headers->setPlainText(lines.join(u'\n'));
    m_body->setPlainText(QString::fromUtf8(request.content.bytes));
    m_file = request.content.file;
    m_cookies->setChecked(request.cookies);
    m_verify->setChecked(!request.insecure);
    m_maxHops->setValue(request.maxHops);
    m_seconds->setValue(std::max(1, request.timeoutMs / 1000));
    refresh();
}

} // namespace hopscope
