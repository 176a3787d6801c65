# The exceptions of boto3 on a device.


class BotoCoreError(Exception):
    pass


class EndpointConnectionError(BotoCoreError):
    pass


class ClientError(Exception):
    def __init__(self, error_response, operation_name):
        error = error_response["Error"]
        code, message = error["Code"], error["Message"]
        super().__init__(
            f"An error occurred ({code}) when calling the {operation_name} operation: {message}"
        )
        self.response = error_response
        self.operation_name = operation_name
