apsDeploy(
        application: '@APPLICATION@',
        project: 'holiday',
        release: '1',
        administrators: apsAccess(users: ['processadminuser']),
        connectors: [
            apsConnector(name: 'email', template: 'email', variables: '{"EMAIL_HOST": "smtp.example.org"}',
                    secrets: [apsSecret(variable: 'EMAIL_PASSWORD', credentialsId: 'smtp')]),
            apsConnector(name: 'erp', image: 'registry.example.org/erp:1.2'),
        ])
