// SPDX-License-Identifier: MIT
#include "ui/preferences/preferencespage.h"

#include "ui/look/baselineform.h"
#include "ui/look/widgets.h"
#include "ui/request/clientbox.h"
#include "ui/request/optionspanel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kFormCharacters = 110;
constexpr int kHeadersLines = 4;
constexpr int kMaxKib = 1024 * 1024;
constexpr int kKib = 1024;
enum ProxyKind { SystemProxy, NoProxy, OwnProxy };

QSpinBox *numberBox(const QString &name, int minimum, int maximum, const QString &suffix)
{
    QSpinBox *box = spinBox(name, minimum, maximum, suffix);
    box->setKeyboardTracking(false);
    box->setGroupSeparatorShown(true);
    box->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return box;
}

QCheckBox *checkBox(const QString &text, const QString &note)
{
    auto *box = new QCheckBox(text);
    box->setAccessibleName(QString(text).remove(u'&'));
    box->setToolTip(note);
    return box;
}

QLabel *heading(const QString &text)
{
    auto *label = new QLabel(text);
    makeBold(label);
    label->setContentsMargins(0, 12, 0, 2);
    return label;
}

QLabel *note(const QString &text)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignTop); // beside nothing, below the field that it is about
    makeMuted(label);
    return label;
}

QStringList namesIn(const QString &typed)
{
    QStringList names;
    for (const QString &name : typed.split(u',')) {
        if (!name.trimmed().isEmpty() && !names.contains(name.trimmed()))
            names.append(name.trimmed());
    }
    return names;
}

ProxyKind kindOf(const QUrl &proxy)
{
    if (proxy.isEmpty())
        return SystemProxy;
    return proxy.scheme() == "none"_L1 ? NoProxy : OwnProxy;
}

} // namespace

PreferencesPage::PreferencesPage(QWidget *parent) : QWidget(parent), m_form(new QWidget), m_error(new QLabel)
{
    setObjectName(u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *form = new BaselineForm(m_form);
    form->setContentsMargins(24, 8, 24, 24);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    addRequestPart(*form);
    addConnectionPart(*form);
    addHistoryPart(*form);
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_form);
    column->addStretch();
    m_error->setForegroundRole(QPalette::BrightText);
    m_error->setAccessibleName(tr("What is wrong with the preferences"));
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setContentsMargins(24, 6, 24, 6);
    m_error->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(titleBar(tr("Preferences"), new QLabel(tr("Changes apply from the next request."))));
    layout->addWidget(m_error);
    layout->addWidget(scrollOn(page, tr("Preferences")), 1);
    setPreferences({});
    limitForm();
}

void PreferencesPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        limitForm();
}

void PreferencesPage::limitForm()
{
    m_form->setMaximumWidth(kFormCharacters * fontMetrics().averageCharWidth());
    setLineCount(m_headers, kHeadersLines);
}

void PreferencesPage::addRequestPart(QFormLayout &form)
{
    m_client = new ClientBox(tr("Client of new requests"), u"%1"_s);
    m_client->setMinimumContentsLength(20);
    m_maxHops = numberBox(tr("Maximum number of redirects, by default"), -1, kMaxHops, {});
    m_maxHops->setSpecialValueText(tr("client's own"));
    m_seconds = numberBox(tr("Time limit of a trace in seconds, by default"), 1, kMaxSeconds, tr(" s"));
    m_bodyKib = numberBox(tr("How much of each body is kept, in KiB"), 0, kMaxKib, tr(" KiB"));
    m_headers = new QPlainTextEdit;
    keepMono(m_headers);
    m_headers->setAccessibleName(tr("Header fields sent by default, one per line"));
    m_headers->setPlaceholderText(tr("One field per line, for example\nAccept-Language: de"));
    m_headers->setTabChangesFocus(true);
    form.addRow(heading(tr("New requests")));
    form.addRow(tr("&Client"), m_client);
    form.addRow(tr("Maximum &redirects"), m_maxHops);
    form.addRow(tr("Time li&mit"), m_seconds);
    form.addRow(tr("&Keep per body"), m_bodyKib);
    form.addRow(tr("Header fie&lds"), m_headers);
    connect(m_client, &QComboBox::currentIndexChanged, this, &PreferencesPage::edit);
    for (QSpinBox *box : {m_maxHops, m_seconds, m_bodyKib})
        connect(box, &QSpinBox::valueChanged, this, &PreferencesPage::edit);
    connect(m_headers, &QPlainTextEdit::textChanged, this, &PreferencesPage::edit);
}

void PreferencesPage::addConnectionPart(QFormLayout &form)
{
    m_proxyKind = new ComboBox(tr("Which proxy"), false);
    m_proxyKind->addItems({tr("The system's"), tr("None"), tr("This one:")});
    m_proxy = new QLineEdit;
    m_proxy->setLayoutDirection(Qt::LeftToRight);
    m_proxy->setAccessibleName(tr("Address of the proxy"));
    m_proxy->setPlaceholderText(u"http://host:8080 or socks5://host:1080"_s);
    m_verify = checkBox(tr("Verif&y TLS certificates"),
                        tr("If this is off, a trace continues even when a certificate is not valid"));
    m_caFile = new QLineEdit;
    m_caFile->setLayoutDirection(Qt::LeftToRight);
    m_caFile->setAccessibleName(tr("File of certificates to trust"));
    m_caFile->setPlaceholderText(tr("The system's certificates"));
    auto *choose = new QPushButton(tr("Ch&oose file…"));
    choose->setAccessibleName(tr("Choose a file of certificates"));
    m_http2 = checkBox(tr("Offer HTTP/&2 to https servers"), tr("The server chooses; without it HTTP/1.1 is used"));
    auto *proxyRow = new QHBoxLayout;
    proxyRow->setSpacing(8);
    proxyRow->addWidget(m_proxyKind);
    proxyRow->addWidget(m_proxy, 1);
    auto *fileRow = new QHBoxLayout;
    fileRow->setSpacing(8);
    fileRow->addWidget(m_caFile, 1);
    fileRow->addWidget(choose);
    form.addRow(heading(tr("Connections")));
    auto *proxyLabel = new QLabel(tr("&Proxy"));
    proxyLabel->setBuddy(m_proxyKind);
    form.addRow(proxyLabel, proxyRow);
    form.addRow(QString(), m_verify);
    auto *fileLabel = new QLabel(tr("Tr&ust certificates in"));
    fileLabel->setBuddy(m_caFile);
    form.addRow(fileLabel, fileRow);
    form.addRow(QString(), m_http2);
    connect(m_proxyKind, &QComboBox::currentIndexChanged, this, &PreferencesPage::edit);
    connect(m_proxy, &QLineEdit::textChanged, this, &PreferencesPage::edit);
    connect(m_caFile, &QLineEdit::textChanged, this, &PreferencesPage::edit);
    connect(m_verify, &QCheckBox::toggled, this, &PreferencesPage::edit);
    connect(m_http2, &QCheckBox::toggled, this, &PreferencesPage::edit);
    connect(choose, &QPushButton::clicked, this, &PreferencesPage::chooseCaFile);
}

void PreferencesPage::addHistoryPart(QFormLayout &form)
{
    m_historyLimit = numberBox(tr("Traces to keep in the history"), 0, kMaxHistoryLimit, tr(" traces"));
    m_secrets = checkBox(
        tr("Keep pass&words and cookies in the history"),
        tr("If this is off, they are replaced with placeholders such as [redacted 1] before a trace is stored"));
    m_secretNames = new QLineEdit;
    m_secretNames->setAccessibleName(tr("Names of other secret fields and parameters, separated by commas"));
    m_secretNames->setPlaceholderText(tr("For example X-Customer, account"));
    form.addRow(heading(tr("Redaction")));
    form.addRow(tr("&Also secret"), m_secretNames);
    m_secretNames->setToolTip(
        tr("Besides credentials, cookies and anything named like a secret (token, password, api_key)"));
    form.addRow(QString(),
                note(tr("Header fields, parameters and body fields that exports also replace with placeholders.")));
    form.addRow(heading(tr("History")));
    form.addRow(tr("Keep at mo&st"), m_historyLimit);
    form.addRow(QString(),
                note(tr("The oldest are removed first. Traces that are pinned or have notes are always kept.")));
    form.addRow(QString(), m_secrets);
    connect(m_historyLimit, &QSpinBox::valueChanged, this, &PreferencesPage::edit);
    connect(m_secrets, &QCheckBox::toggled, this, &PreferencesPage::edit);
    connect(m_secretNames, &QLineEdit::textChanged, this, &PreferencesPage::edit);
}

void PreferencesPage::setPreferences(const Preferences &preferences)
{
    if (m_filled && m_preferences == preferences)
        return;
    m_filled = true;
    m_filling = true;
    m_preferences = preferences;
    m_client->setClient(preferences.client);
    m_maxHops->setValue(preferences.maxHops);
    m_seconds->setValue(std::max(1, preferences.timeoutMs / 1000));
    m_bodyKib->setValue(int(preferences.bodyLimit / kKib));
    QStringList lines;
    for (const Header &header : preferences.headers.fields)
        lines.append(u"%1: %2"_s.arg(QString::fromUtf8(header.name), QString::fromUtf8(header.value)));
    m_headers->setPlainText(lines.join(u'\n'));
    m_proxyKind->setCurrentIndex(kindOf(preferences.proxy));
    m_proxy->setText(kindOf(preferences.proxy) == OwnProxy ? preferences.proxy.toString() : QString());
    m_proxy->setEnabled(kindOf(preferences.proxy) == OwnProxy);
    m_verify->setChecked(!preferences.insecure);
    m_caFile->setText(preferences.caFile);
    m_http2->setChecked(preferences.http2);
    m_historyLimit->setValue(preferences.historyLimit);
    m_secrets->setChecked(preferences.secretsInHistory);
    m_secretNames->setText(preferences.secretNames.join(u", "_s));
    m_filling = false;
}

QString PreferencesPage::readProxy(Preferences &preferences) const
{
    preferences.proxy = m_proxyKind->currentIndex() == NoProxy ? QUrl(u"none:"_s) : QUrl();
    if (m_proxyKind->currentIndex() != OwnProxy)
        return {};
    if (m_proxy->text().trimmed().isEmpty())
        return tr("Enter the address of the proxy, for example http://127.0.0.1:8080, or choose another option.");
    const Result<QUrl> proxy = parseProxy(m_proxy->text().trimmed());
    if (proxy)
        preferences.proxy = *proxy;
    return proxy.error;
}

QString PreferencesPage::readHeaders(Preferences &preferences) const
{
    preferences.headers = {};
    const QStringList lines = m_headers->toPlainText().split(u'\n');
    for (const QString &line : lines) {
        if (line.trimmed().isEmpty())
            continue;
        const Result<Header> header = parseHeaderLine(line);
        if (!header)
            return header.error;
        preferences.headers.fields.append(*header);
    }
    return {};
}

QString PreferencesPage::readCaFile(Preferences &preferences) const
{
    preferences.caFile = m_caFile->text().trimmed();
    const QFileInfo file(preferences.caFile);
    const bool right = preferences.caFile.isEmpty() || (file.isFile() && file.isReadable());
    return right ? QString() : tr("The file %1 does not exist or cannot be read.").arg(preferences.caFile);
}

QString PreferencesPage::readClient(Preferences &preferences) const
{
    preferences.client = m_client->client();
    return m_client->complaint();
}

void PreferencesPage::edit()
{
    if (m_filling)
        return;
    Preferences preferences = m_preferences;
    preferences.maxHops = m_maxHops->value();
    preferences.timeoutMs = m_seconds->value() * 1000;
    preferences.bodyLimit = qint64(m_bodyKib->value()) * kKib;
    preferences.insecure = !m_verify->isChecked();
    preferences.http2 = m_http2->isChecked();
    preferences.historyLimit = m_historyLimit->value();
    preferences.secretsInHistory = m_secrets->isChecked();
    preferences.secretNames = namesIn(m_secretNames->text());
    m_proxy->setEnabled(m_proxyKind->currentIndex() == OwnProxy);
    QString error;
    for (const auto read : {&PreferencesPage::readClient, &PreferencesPage::readProxy, &PreferencesPage::readHeaders,
                            &PreferencesPage::readCaFile}) {
        Preferences candidate = preferences;
        const QString reason = (this->*read)(candidate);
        if (reason.isEmpty())
            preferences = candidate;
        else if (error.isEmpty())
            error = reason;
    }
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
    if (preferences == m_preferences)
        return;
    m_preferences = preferences;
    Q_EMIT edited(preferences);
}

void PreferencesPage::chooseCaFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("File of certificates to trust"), {},
                                                      tr("Certificates (*.pem *.crt);;All files (*)"));
    if (!path.isEmpty())
        m_caFile->setText(path);
}

} // namespace hopscope
