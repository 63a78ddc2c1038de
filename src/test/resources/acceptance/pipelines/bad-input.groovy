apsDeploy(
        application: 'Not_A_Name',
        project: 'holiday',
        release: '1',
        connectors: [apsConnector(name: 'email', template: 'email', variables: '{"EMAIL_HOST": ')])
