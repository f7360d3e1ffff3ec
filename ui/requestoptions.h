// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPlainTextEdit;
class QSpinBox;
class QToolButton;

namespace hopscope
{

/// A row of links (Headers, Body, Cookies, ...) that open the panels of a request's less common parts below it.
class RequestOptions : public QWidget
{
    Q_OBJECT

public:
    explicit RequestOptions(QWidget *parent = nullptr);

    /// Puts headers, content, cookies, limits and TLS into `request`. The error names the header line that is wrong.
    Result<TraceRequest> applyTo(TraceRequest request) const;
    void setRequest(const TraceRequest &request);
    /// The number of redirects that the chosen client follows by itself; -1: no limit.
    void setClientLimit(int limit);

private:
    QWidget *headersPanel();
    QWidget *bodyPanel();
    QWidget *optionsPanel();
    QToolButton *addLink(const QString &accessibleName, QWidget *panel, QWidget *focus);
    void open(const QToolButton *link, QWidget *panel, QWidget *focus);
    void chooseFile();
    void refresh();
    QString contentType() const;

    QList<QToolButton *> m_links;
    QList<QWidget *> m_panels;
    QToolButton *m_headersLink = nullptr;
    QToolButton *m_bodyLink = nullptr;
    QToolButton *m_cookiesLink = nullptr;
    QToolButton *m_hopsLink = nullptr;
    QToolButton *m_tlsLink = nullptr;
    QPlainTextEdit *m_headers = nullptr;
    QPlainTextEdit *m_body = nullptr;
    QComboBox *m_type = nullptr;
    QLabel *m_fileName = nullptr;
    QWidget *m_noFile = nullptr;
    QCheckBox *m_cookies = nullptr;
    QCheckBox *m_verify = nullptr;
    QSpinBox *m_maxHops = nullptr;
    QSpinBox *m_seconds = nullptr;
    int m_clientLimit = -1;
    QString m_file;
    TraceRequest m_base; ///< the parts that this view does not show
};

} // namespace hopscope
